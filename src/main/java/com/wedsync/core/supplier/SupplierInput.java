package com.wedsync.core.supplier;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a business says of itself. */
record SupplierInput(
        @NotBlank @Size(max = 200) String name,
        @Schema(enumeration = {
                "venue", "photographer", "videographer", "caterer", "florist", "musician", "planner", "baker",
                "stylist", "transport", "officiant",
                "other" }) @NotNull @Pattern(regexp = CATEGORY, message = "must be a known category") String category,
        @Nullable @Size(max = 4000) String description,
        @Nullable @Size(max = 320) @Pattern(regexp = ".+@.+", message = "must be an e-mail address") String email,
        @Nullable @Size(max = 50) String phone,
        @Nullable @Size(max = 500) @Pattern(regexp = "https?://.+", message = "must be a web address") String website,
        @Nullable @Size(max = 100) String city,
        @Nullable @Pattern(regexp = "[A-Z]{2}", message = "must be the two letters of a country (ISO 3166-1)") String countryCode){

    static final String CATEGORY = "venue|photographer|videographer|caterer|florist|musician|planner|baker|stylist|transport"
            + "|officiant|other";

    static SupplierInput of(Supplier supplier) {
        return new SupplierInput(supplier.name(), supplier.category(), supplier.description(), supplier.email(),
                supplier.phone(), supplier.website(), supplier.city(), supplier.countryCode());
    }
}
