package com.wedsync.core.couple;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What members change of a couple. */
record CoupleInput(
        @NotBlank @Size(max = 200) String name,
        @NotNull @Pattern(regexp = "planning|married|cancelled", message = "must be planning, married or cancelled") String status,
        @NotNull @TimeZone String timeZone) {

    static CoupleInput of(Couple couple) {
        return new CoupleInput(couple.name(), couple.status(), couple.timeZone());
    }
}
