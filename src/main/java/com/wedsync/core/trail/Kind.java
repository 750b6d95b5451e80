package com.wedsync.core.trail;

import java.util.Locale;

/** Whose trail it is. */
enum Kind {

    COUPLE,
    SUPPLIER;

    /** As the database names it. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
