package com.wedsync.core.connection;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;

/** In whose name somebody acts. */
enum Side {

    COUPLE,
    SUPPLIER;

    /** As the database names it. */
    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where this side finds the connection. */
    URI address(UUID couple, UUID supplier) {
        return URI.create(this == COUPLE ? "/api/couples/" + couple + "/connections/" + supplier
                : "/api/suppliers/" + supplier + "/connections/" + couple);
    }
}
