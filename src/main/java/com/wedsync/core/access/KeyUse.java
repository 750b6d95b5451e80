package com.wedsync.core.access;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.wedsync.core.database.App;
import com.wedsync.core.database.Database;

/** Remembers when a key was used last, beside the request that used it. */
@ApplicationScoped
class KeyUse {

    private static final Logger LOG = Logger.getLogger(KeyUse.class);

    private final Database database;
    /** A burst of requests with one key takes one connection for this. */
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    KeyUse(@App Database database) {
        this.database = database;
    }

    /** Returns at once; whether it succeeds is of no matter to the request. */
    void remember(UUID supplier, UUID key) {
        if (underWay.add(key)) {
            database.query("SELECT access.touch_key($1, $2)", supplier, key)
                    .onTermination().invoke(() -> underWay.remove(key))
                    .subscribe().with(done -> {
                    }, failure -> LOG.debugf("Use of a key was not remembered key=%s cause=%s", key, failure));
        }
    }
}
