package com.wedsync.core.supplier;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be changed of a member. */
record SupplierMemberInput(
        @Schema(enumeration = {
                "owner", "admin",
                "member" }) @NotNull @Pattern(regexp = "owner|admin|member", message = "must be owner, admin or member") String role){
}
