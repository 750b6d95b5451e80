package com.wedsync.core.database;

import java.util.List;
import java.util.Set;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/** Makes a connection as strict as its URL asks: {@code sslmode=verify-full&sslrootcert=…}, as libpq and pgjdbc read it. */
public final class Tls {

    private static final String PROTOCOL = "TLSv1.3";
    private static final String VERIFY_FULL = "verify-full";

    private Tls() {
    }

    /** Whether {@code url} asks for a verified certificate and host name. */
    public static boolean isVerified(String url) {
        return parameter(url, "sslmode").equals(List.of(VERIFY_FULL));
    }

    /** Vert.x obeys sslmode only, and knows neither the name check nor the authority that go with it. */
    static void apply(String url, PgConnectOptions target) {
        if (target.getSslMode() == SslMode.VERIFY_FULL) {
            target.setHostnameVerificationAlgorithm("HTTPS");
            target.setEnabledSecureTransportProtocols(Set.of(PROTOCOL));
            parameter(url, "sslrootcert").forEach(file -> target.setPemTrustOptions(new PemTrustOptions().addCertPath(file)));
        }
    }

    private static List<String> parameter(String url, String name) {
        return new QueryStringDecoder(url).parameters().getOrDefault(name, List.of());
    }
}
