package com.wedsync.core.guest;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/** What a client says of a guest. */
record GuestInput(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 320) @Pattern(regexp = ".+@.+", message = "must be an e-mail address") String email,
        @Nullable @Size(max = 50) String phone,
        @Nullable @Pattern(regexp = "partner_one|partner_two|both", message = "must be partner_one, partner_two or both") String side,
        @Nullable @Size(max = 200) String household,
        boolean isChild,
        @Schema(defaultValue = "pending") @JsonSetter(nulls = Nulls.SKIP) @NotNull @Pattern(regexp = "pending|accepted|tentative|declined", message = "must be pending, accepted, tentative or declined") String rsvpStatus,
        @Min(0) @Max(20) int plusOnesAllowed,
        @Nullable UUID plusOneOf,
        @NotNull @Size(max = 20) List<@NotBlank @Size(max = 100) String> dietaryRequirements,
        @Nullable @Size(max = 1000) String accessibilityNeeds,
        @Nullable @Size(max = 100) String tableName,
        @Nullable @Size(max = 4000) String notes) {

    GuestInput {
        rsvpStatus = Objects.requireNonNullElse(rsvpStatus, "pending");
        dietaryRequirements = dietaryRequirements == null ? List.of() : dietaryRequirements;
    }

    static GuestInput of(Guest guest) {
        return new GuestInput(guest.name(), guest.email(), guest.phone(), guest.side(), guest.household(), guest.isChild(),
                guest.rsvpStatus(), guest.plusOnesAllowed(), guest.plusOneOf(), guest.dietaryRequirements(),
                guest.accessibilityNeeds(), guest.tableName(), guest.notes());
    }
}
