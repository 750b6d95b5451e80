package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.dev.EmbeddedServer;
import com.wedsync.core.testing.TestServer;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
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
    private static EmbeddedServer server;

    @BeforeAll
    static void a_server_with_a_certificate_for_localhost() throws Exception {
        vertx = Vertx.vertx();
        server = TestServer.start();
        issue("server", "localhost");
        issue("stranger", "localhost");
        switchOn("TLSv1.3");
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
        switchOn("TLSv1.2");
        try {
            assertThatThrownBy(() -> tlsVersionOverReactive(url("localhost", "server"))).isInstanceOf(RuntimeException.class);
        } finally {
            switchOn("TLSv1.3");
        }
    }

    private static void issue(String name, String host) throws Exception {
        new CertificateGenerator(certificates, true).generate(new CertificateRequest()
                .withName(name).withCN(host).withSubjectAlternativeName("DNS:" + host).withFormat(Format.PEM));
    }

    /** The server writes its own key file, so that it is owned and readable as it must be. */
    private static void switchOn(String protocol) throws Exception {
        try (Connection connection = server.connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            String directory = text(statement, "SHOW data_directory");
            copy(connection, "server.crt", directory);
            copy(connection, "server.key", directory);
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.2'");
            statement.execute("ALTER SYSTEM SET ssl_max_protocol_version = '" + protocol + "'");
            statement.execute("SELECT pg_reload_conf()");
        }
        awaitReload(protocol);
    }

    private static void copy(Connection connection, String file, String directory) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE IF NOT EXISTS pem (line text)");
            statement.execute("TRUNCATE pem");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO pem VALUES (?)")) {
            for (String line : Files.readAllLines(certificates.resolve(file))) {
                insert.setString(1, line);
                insert.execute();
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("COPY pem TO PROGRAM 'umask 077; cat > \"" + directory + "/" + file + "\"'");
        }
    }

    private static void awaitReload(String protocol) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            try (Connection connection = server.connect("postgres", "postgres");
                    Statement statement = connection.createStatement()) {
                if (text(statement, "SHOW ssl").equals("on")
                        && text(statement, "SHOW ssl_max_protocol_version").equals(protocol)) {
                    return;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("TLS is not on");
    }

    private static String url(String host, String authority) {
        return "postgresql://" + host + ":" + server.port() + "/postgres?user=postgres&sslmode=verify-full&sslrootcert="
                + certificates.resolve(authority + "-ca.crt");
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
        try (Connection connection = DriverManager.getConnection("jdbc:" + url);
                Statement statement = connection.createStatement()) {
            return text(statement, TLS_VERSION);
        }
    }

    private static final String TLS_VERSION = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
