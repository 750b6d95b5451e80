package com.wedsync.core.testing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

import com.wedsync.core.dev.EmbeddedServer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;

/** A hot standby of an embedded server: a base backup, made without the client tools, that streams. */
public final class Standby implements AutoCloseable {

    /** Of the running server and not of its data; its log comes by streaming. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");
    private static final Set<String> EMPTY = Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_stat_tmp",
            "pg_subtrans");

    private final EmbeddedPostgres process;

    private Standby(EmbeddedPostgres process) {
        this.process = process;
    }

    /** A standby of {@code primary} with its data in {@code directory}, which must not exist. */
    public static Standby of(EmbeddedServer primary, Path directory) throws SQLException, IOException {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Connection connection = primary.connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            Path data = Path.of(text(statement, "SHOW data_directory"));
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(data, directory);
            Files.writeString(directory.resolve("backup_label"),
                    text(statement, "SELECT labelfile FROM pg_backup_stop(false)"));
        }
        Files.createFile(directory.resolve("standby.signal"));
        Files.writeString(directory.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=postgres'\n");
        return new Standby(start(directory));
    }

    public Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + process.getPort() + "/" + database
                + "?connectTimeout=10&socketTimeout=60", user, "");
    }

    @Override
    public void close() throws IOException {
        process.close();
    }

    private static EmbeddedPostgres start(Path directory) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setDataDirectory(directory).setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("unix_socket_directories", "")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements").setServerConfig("fsync", "off");
        TestServer.SETTINGS.forEach(builder::setServerConfig);
        PgBinaryResolver binaries = TestServer.binaries();
        if (binaries != null) {
            builder.setPgBinaryResolver(binaries);
        }
        return builder.start();
    }

    /** Files change and vanish meanwhile: the log since the start of the backup mends them. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return from.equals(folder.getParent()) && EMPTY.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)));
                    } catch (NoSuchFileException vanished) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
