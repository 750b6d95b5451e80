package com.wedsync.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.PackagedApplication.Ended;
import com.wedsync.core.testing.TlsServer;
import com.wedsync.core.testing.Tokens;

/** The packaged application and a server with a certificate, configured as in production. */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class TlsIT {

    @TempDir
    static Path certificates;
    private static TlsServer server;

    @BeforeAll
    static void a_prepared_server() throws Exception {
        server = TlsServer.start(certificates);
        server.bootstrap();
    }

    @AfterEach
    void speakAgain() throws Exception {
        server.speakAtMost("TLSv1.3");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    @DisplayName("fault 7: JDBC, which runs the migrations, refuses a server that offers only TLS 1.2")
    void a_command_refuses_an_older_protocol() throws Exception {
        assertThat(PackagedApplication.run(settings(), "status").exitCode()).as("with TLS 1.3").isZero();

        server.speakAtMost("TLSv1.2");
        Ended status = PackagedApplication.run(settings(), "status");

        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output()).isEmpty();
        assertThat(status.errors()).contains("protocol_version");
    }

    @Test
    @DisplayName("fault 7: a service refuses a server that offers only TLS 1.2, and serves as soon as it offers 1.3")
    void a_service_refuses_an_older_protocol() throws Exception {
        server.speakAtMost("TLSv1.2");
        try (PackagedApplication service = PackagedApplication.start(settings())) {
            service.awaitProbe("live", 200);
            service.awaitProbe("ready", 503);
            service.await("it says why", () -> service.log().contains("protocol_version"));

            server.speakAtMost("TLSv1.3");
            service.awaitProbe("ready", 200);
        }
    }

    @Test
    @DisplayName("fault 7: a command refuses a certificate of another authority and of another host, and a server without TLS")
    void a_command_refuses_whoever_is_not_the_server() throws Exception {
        server.issue("stranger");
        assertThat(PackagedApplication.run(settings(server.url("localhost", Bootstrap.DATABASE, "stranger")), "status"))
                .returns(1, Ended::exitCode).returns("", Ended::output);
        assertThat(PackagedApplication.run(settings(server.url("127.0.0.1", Bootstrap.DATABASE, "server")), "status"))
                .returns(1, Ended::exitCode).returns("", Ended::output);

        server.speakPlainly();
        assertThat(PackagedApplication.run(settings(), "status")).returns(1, Ended::exitCode).returns("", Ended::output);
    }

    private static Map<String, String> settings() {
        return settings(server.url(Bootstrap.DATABASE));
    }

    private static Map<String, String> settings(String url) {
        return Map.of("wedsync.database.url", url, "wedsync.database.require-tls", "true",
                "wedsync.auth.jwt-secret", Tokens.SECRET);
    }
}
