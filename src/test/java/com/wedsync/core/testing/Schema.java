package com.wedsync.core.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for the service under test to have migrated its database, which it does beside starting. */
final class Schema {

    private static final AtomicBoolean MIGRATED = new AtomicBoolean();

    private Schema() {
    }

    static void await() {
        if (!MIGRATED.get()) {
            try {
                long scripts = Scripts.names().size();
                Eventually.get(Schema::applied, applied -> applied == scripts);
                MIGRATED.set(true);
            } catch (Exception late) {
                throw new AssertionError("The service does not migrate", late);
            }
        }
    }

    private static long applied() {
        try (Connection owner = TestDatabase.connect("owner");
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM ops.flyway_schema_history WHERE success AND version IS NOT NULL")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException notYet) {
            return 0;
        }
    }
}
