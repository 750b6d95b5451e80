package com.wedsync.core.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark program: what the same statements cost without the service. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final Path program;

    private Pgbench(Path program) {
        this.program = program;
    }

    /** The newest that is installed in one of the usual places; the Debian package is postgresql. */
    static Optional<Pgbench> installed() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(debian)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.map(version -> version.resolve("bin/pgbench")).filter(Files::isExecutable)
                    .max(Path::compareTo).map(Pgbench::new);
        }
    }

    /** Transactions per second of {@code count} of them by {@code clients}, prepared. */
    double run(String url, String user, String password, int clients, int count, String script)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("statement", ".sql");
        try {
            Files.writeString(file, script);
            ProcessBuilder command = new ProcessBuilder(program.toString(), "-n", "-M", "prepared", "-c",
                    Integer.toString(clients),
                    "-j", "1", "-t", Integer.toString(count / clients), "-f", file.toString(), "-d", url + "?user=" + user)
                    .redirectErrorStream(true);
            command.environment().put("PGPASSWORD", password);
            Process process = command.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher rate = RATE.matcher(output);
            if (process.waitFor() != 0 || !rate.find()) {
                throw new IOException("pgbench failed: " + output);
            }
            return Double.parseDouble(rate.group(1));
        } finally {
            Files.delete(file);
        }
    }
}
