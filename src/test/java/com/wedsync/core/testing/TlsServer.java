package com.wedsync.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.dev.EmbeddedServer;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;

/** A PostgreSQL with a certificate for localhost, whose newest version of TLS is chosen. */
public final class TlsServer implements AutoCloseable {

    private static final String OWN = "server";

    private final EmbeddedServer server;
    private final Path certificates;

    private TlsServer(EmbeddedServer server, Path certificates) {
        this.server = server;
        this.certificates = certificates;
    }

    /** A server of its own that speaks TLS 1.3; its certificate is made in {@code certificates}. */
    public static TlsServer start(Path certificates) throws Exception {
        TlsServer server = new TlsServer(TestServer.start(), certificates);
        server.issue(OWN);
        server.switchOn();
        server.speakAtMost("TLSv1.3");
        return server;
    }

    /** Makes an authority of this name, which gives out a certificate for localhost as well. */
    public void issue(String authority) throws Exception {
        new CertificateGenerator(certificates, true).generate(new CertificateRequest()
                .withName(authority).withCN("localhost").withSubjectAlternativeName("DNS:localhost").withFormat(Format.PEM));
    }

    /** Creates the databases and log-ins of the service. */
    public void bootstrap() {
        Bootstrap.run(server);
    }

    /** As a production start names it, trusting this server's authority. */
    public String url(String database) {
        return url("localhost", database, OWN);
    }

    public String url(String host, String database, String authority) {
        return "postgresql://" + host + ":" + server.port() + "/" + database + "?sslmode=verify-full&sslrootcert="
                + certificates.resolve(authority + "-ca.crt");
    }

    /** Returns when new connections are offered {@code protocol} at most; nothing below 1.2 is offered ever. */
    public void speakAtMost(String protocol) throws Exception {
        try (Connection connection = server.connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.2'");
            statement.execute("ALTER SYSTEM SET ssl_max_protocol_version = '" + protocol + "'");
            statement.execute("SELECT pg_reload_conf()");
        }
        Eventually.get(() -> setting("ssl") + " " + setting("ssl_max_protocol_version"), ("on " + protocol)::equals);
    }

    /** Returns when new connections are not offered TLS. */
    public void speakPlainly() throws Exception {
        try (Connection connection = server.connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET ssl = off");
            statement.execute("SELECT pg_reload_conf()");
        }
        Eventually.get(() -> setting("ssl"), "off"::equals);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void switchOn() throws Exception {
        String directory = setting("data_directory");
        try (Connection connection = server.connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            copy(connection, "server.crt", directory);
            copy(connection, "server.key", directory);
        }
    }

    /** The server writes its own key file, so that it is owned and readable as it must be. */
    private void copy(Connection connection, String file, String directory) throws Exception {
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

    private String setting(String name) throws SQLException {
        try (Connection connection = server.connect("postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
