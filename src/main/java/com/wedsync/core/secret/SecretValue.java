package com.wedsync.core.secret;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

/** A value in the clear. */
record SecretValue(@NotEmpty @Size(max = 8192) String value) {

    /** Nothing that prints a request tells it. */
    @Override
    public String toString() {
        return "SecretValue[value=***]";
    }
}
