package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** Gives a throw-away database the extensions of the target: an administrator may have put them there. */
final class Extensions {

    private Extensions() {
    }

    /** Returns the names of those that the log-in may not create. */
    static List<String> copy(Connection target, DataSource place) throws SQLException {
        List<String> missing = new ArrayList<>(names(target));
        try (Connection connection = place.getConnection()) {
            missing.removeAll(names(connection));
            missing.removeIf(extension -> create(connection, extension));
        }
        return missing;
    }

    private static boolean create(Connection connection, String extension) {
        try (Statement create = connection.createStatement()) {
            create.execute("CREATE EXTENSION \"" + extension.replace("\"", "\"\"") + "\" SCHEMA public");
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT extname FROM pg_catalog.pg_extension ORDER BY extname")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
