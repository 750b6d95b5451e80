package com.wedsync.core.dev;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.wedsync.core.migration.SchemaReady;

import io.quarkus.arc.profile.IfBuildProfile;

/** Fills an empty development database with a believable season, and then tells the developer where everything is. */
@IfBuildProfile("dev")
@Singleton
class DemoData {

    private static final Logger LOG = Logger.getLogger(DemoData.class);

    private final Welcome welcome;

    DemoData(Welcome welcome) {
        this.welcome = welcome;
    }

    void load(@Observes SchemaReady ready) throws SQLException {
        EmbeddedServer server = DevelopmentDatabase.started();
        if (server != null && isEmpty(server)) {
            long started = System.nanoTime();
            Bootstrap.runScript(server, Bootstrap.DATABASE, "demo/demo-data.sql");
            LOG.infof("Demo data loaded duration_ms=%d", (System.nanoTime() - started) / 1_000_000);
        }
        welcome.print();
    }

    private static boolean isEmpty(EmbeddedServer server) throws SQLException {
        try (Connection connection = server.connect(Bootstrap.DATABASE, "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT EXISTS (SELECT FROM wedding.supplier)")) {
            return rows.next() && !rows.getBoolean(1);
        }
    }
}
