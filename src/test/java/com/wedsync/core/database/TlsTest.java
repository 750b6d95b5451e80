package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.testing.TlsServer;

import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;

/** Both ways to the database, reactive and JDBC, verify who answers. */
class TlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    static Path certificates;
    private static Vertx vertx;
    private static TlsServer server;

    @BeforeAll
    static void a_server_with_a_certificate_for_localhost() throws Exception {
        vertx = Vertx.vertx();
        server = TlsServer.start(certificates);
        server.issue("stranger");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        vertx.close();
    }

    @Test
    @DisplayName("fault 7: the server's certificate and name are verified, over TLS 1.3")
    void the_right_certificate_is_accepted() throws SQLException {
        assertThat(tlsVersionOverReactive(url("localhost", "server"))).isEqualTo("TLSv1.3");
        assertThat(tlsVersionOverJdbc(url("localhost", "server"))).isEqualTo("TLSv1.3");
    }

    @Test
    @DisplayName("fault 7: a certificate of another authority is refused")
    void a_strange_authority_is_refused() {
        assertThatThrownBy(() -> tlsVersionOverReactive(url("localhost", "stranger")))
                .hasStackTraceContaining("SSL handshake failed");
        assertThatThrownBy(() -> tlsVersionOverJdbc(url("localhost", "stranger"))).isInstanceOf(SQLException.class);
    }

    @Test
    @DisplayName("fault 7: a certificate of another host is refused")
    void a_wrong_host_is_refused() {
        assertThatThrownBy(() -> tlsVersionOverReactive(url("127.0.0.1", "server")))
                .hasStackTraceContaining("SSL handshake failed");
        assertThatThrownBy(() -> tlsVersionOverJdbc(url("127.0.0.1", "server"))).isInstanceOf(SQLException.class);
    }

    @Test
    @DisplayName("fault 7: a server that offers only TLS 1.2 is refused")
    void an_older_protocol_is_refused() throws Exception {
        server.speakAtMost("TLSv1.2");
        try {
            assertThatThrownBy(() -> tlsVersionOverReactive(url("localhost", "server"))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> tlsVersionOverJdbc(url("localhost", "server")))
                    .hasStackTraceContaining("protocol_version");
        } finally {
            server.speakAtMost("TLSv1.3");
        }
    }

    @Test
    @DisplayName("fault 7: a server without TLS is refused")
    void a_server_without_tls_is_refused() throws Exception {
        server.speakPlainly();
        try {
            assertThatThrownBy(() -> tlsVersionOverReactive(url("localhost", "server"))).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> tlsVersionOverJdbc(url("localhost", "server")))
                    .isInstanceOf(SQLException.class).hasMessageContaining("SSL");
        } finally {
            server.speakAtMost("TLSv1.3");
        }
    }

    private static String url(String host, String authority) {
        return server.url(host, "postgres", authority).replace("?", "?user=postgres&");
    }

    private static String tlsVersionOverReactive(String url) {
        PgConnectOptions target = PgConnectOptions.fromUri(url).setPassword("");
        Tls.apply(url, target);
        return UniHelper.toUni(PgConnection.connect(vertx, target)
                .compose(connection -> connection.query(TLS_VERSION).execute()
                        .map(rows -> rows.iterator().next().getString(0))
                        .onComplete(done -> connection.close())))
                .await().atMost(PATIENCE);
    }

    private static String tlsVersionOverJdbc(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url + JDBC_FACTORY);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TLS_VERSION)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static final String JDBC_FACTORY = "&sslfactory=com.wedsync.core.migration.Tls13SocketFactory";
    private static final String TLS_VERSION = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
}
