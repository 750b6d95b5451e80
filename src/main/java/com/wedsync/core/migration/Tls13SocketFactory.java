package com.wedsync.core.migration;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;

import javax.net.ssl.SSLSocket;

import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What pgjdbc does for {@code sslmode} and {@code sslrootcert}, with TLS 1.3 only. The JVM's own setting for this is settled
 * when a native executable is built, and would bind every client of the process.
 */
@RegisterForReflection
public final class Tls13SocketFactory extends LibPQFactory {

    private static final String[] PROTOCOLS = { "TLSv1.3" };

    /** Made by pgjdbc, by its name. */
    public Tls13SocketFactory(Properties settings) throws PSQLException {
        super(settings);
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        SSLSocket socket = (SSLSocket) super.createSocket(plain, host, port, autoClose);
        socket.setEnabledProtocols(PROTOCOLS);
        return socket;
    }
}
