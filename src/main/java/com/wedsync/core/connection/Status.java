package com.wedsync.core.connection;

import java.util.Locale;

/** What either side makes of a connection that is there. */
enum Status {

    ACTIVE,
    DECLINED,
    ENDED;

    /** As the database names it. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
