package com.wedsync.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.Eventually;
import com.wedsync.core.testing.PackagedApplication;
import com.wedsync.core.testing.TestServer;
import com.wedsync.core.testing.Tokens;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;

/** The API over https, with a certificate that is renewed while the service runs. */
@DisabledIfSystemProperty(named = "wedsync.test.database.url", matches = ".+")
@Tag("long")
class HttpsIT {

    @TempDir
    static Path directory;

    @BeforeAll
    static void certificates_of_two_authorities() throws Exception {
        for (String name : new String[] { "first", "renewed" }) {
            new CertificateGenerator(directory, true).generate(new CertificateRequest()
                    .withName(name).withCN("localhost").withSubjectAlternativeName("DNS:localhost").withFormat(Format.PEM));
        }
        Bootstrap.run(TestServer.get());
    }

    @Test
    void a_renewed_certificate_is_served_without_a_restart() throws Exception {
        install("first");
        int port = freePort();
        try (PackagedApplication service = PackagedApplication.start(settings(port))) {
            service.awaitProbe("live", 200); // which stays plain http, and may answer before the API does
            awaitServed(port);
            assertThat(handshake(port, "first", "TLSv1.3")).isEqualTo(certificate("first.crt"));
            assertThatThrownBy(() -> handshake(port, "renewed", "TLSv1.3")).isInstanceOf(SSLException.class);

            install("renewed");

            Eventually.get(() -> isServedEverywhere(port, "renewed"), Boolean.TRUE::equals);
            assertThat(handshake(port, "renewed", "TLSv1.3")).isEqualTo(certificate("renewed.crt"));
            assertThatThrownBy(() -> handshake(port, "first", "TLSv1.3")).isInstanceOf(SSLException.class);
            assertThat(service.probe("live")).isEqualTo(200);
        }
    }

    @Test
    void older_protocols_and_plain_http_are_refused() throws Exception {
        install("first");
        int port = freePort();
        try (PackagedApplication service = PackagedApplication.start(settings(port))) {
            service.awaitProbe("live", 200);
            awaitServed(port);

            assertThatThrownBy(() -> handshake(port, "first", "TLSv1.2")).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), service.port()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static Map<String, String> settings(int port) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "wedsync.database.url", TestServer.get().url(Bootstrap.DATABASE), "wedsync.auth.jwt-secret", Tokens.SECRET));
        settings.put("wedsync.https.certificate", directory.resolve("tls.crt").toString());
        settings.put("wedsync.https.key", directory.resolve("tls.key").toString());
        settings.put("wedsync.https.port", String.valueOf(port));
        settings.put("wedsync.https.reload-every", "1s");
        return settings;
    }

    /** As a mounted Secret changes: each file at once. */
    private static void install(String name) throws IOException {
        for (String file : new String[] { "crt", "key" }) {
            Path copy = Files.copy(directory.resolve(name + "." + file), directory.resolve("tls.new"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, directory.resolve("tls." + file), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void awaitServed(int port) throws Exception {
        Eventually.get(() -> isServedEverywhere(port, "first"), Boolean.TRUE::equals);
    }

    /** Each event loop takes the new certificate for itself: whether many connections in a row meet it. */
    private static boolean isServedEverywhere(int port, String authority) throws Exception {
        for (int connection = 0; connection < 10; connection++) {
            try {
                handshake(port, authority, "TLSv1.3");
            } catch (IOException anotherOrNobodyYet) {
                return false;
            }
        }
        return true;
    }

    /** As a client that trusts this authority and wants to speak to localhost. */
    private static X509Certificate handshake(int port, String authority, String protocol) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate(authority + "-ca.crt"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] { protocol });
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (InputStream stream = new FileInputStream(directory.resolve(file).toFile())) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
