package com.wedsync.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import com.wedsync.core.testing.Season;
import com.wedsync.core.testing.TestDatabase;

/** A transaction of the service role that a test holds open. */
final class Writer implements AutoCloseable {

    private final Connection connection;

    Writer() throws SQLException {
        Season.run("SELECT 1"); // the schema is there
        connection = TestDatabase.connect("app");
        connection.setAutoCommit(false);
        run("SELECT access.enter('service:writer')");
    }

    Writer run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
        return this;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
