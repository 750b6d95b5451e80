package com.wedsync.core.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalDouble;

/** The same guests by PostgreSQL alone: what the machine could commit if there were no service. */
final class SqlWrites {

    private static final int CLIENTS = 8;
    private static final String COUPLES = """
            DROP TABLE IF EXISTS public.written;
            CREATE TABLE public.written AS SELECT row_number() OVER (ORDER BY id) AS n, id FROM wedding.couple;
            CREATE UNIQUE INDEX ON public.written (n);
            ANALYZE public.written""";
    private static final String INSERT = """
            \\set n random(1, %d)
            INSERT INTO wedding.guest (couple_id, id, name)
            SELECT written.id, gen_random_uuid(), 'Guest ' || g FROM public.written, generate_series(1, %d) AS g WHERE written.n = :n;
            """;
    private static final String TRIGGERS = """
            DO $$
            DECLARE
              name name;
            BEGIN
              FOR name IN SELECT tgname FROM pg_trigger
                WHERE tgrelid = 'wedding.guest'::regclass AND NOT tgisinternal AND tgtype & 1 = 0 LOOP -- of statements: those that record
                EXECUTE format('ALTER TABLE wedding.guest %s TRIGGER %%I', name);
              END LOOP;
            END
            $$""";
    private static final String LEAVE_OUT = "CREATE RULE nothing AS ON INSERT TO sync.change DO INSTEAD NOTHING";

    private final PasswordServer server;
    private final Optional<Pgbench> pgbench;
    private final int couples;

    SqlWrites(PasswordServer server, int couples) throws IOException, SQLException {
        this.server = server;
        this.couples = couples;
        this.pgbench = Pgbench.installed();
        server.execute(COUPLES);
    }

    /** Changes a second; empty where pgbench is not installed. */
    OptionalDouble rate(int guestsAtATime, int changes) throws IOException, InterruptedException {
        if (pgbench.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(guestsAtATime * pgbench.get().run(server.url(), "postgres", "", CLIENTS,
                changes / guestsAtATime, INSERT.formatted(couples, guestsAtATime)));
    }

    /** Whether guests are recorded at all: revisions, audit trail and feed. */
    void record(boolean recorded) throws SQLException {
        server.execute(TRIGGERS.formatted(recorded ? "ENABLE" : "DISABLE"));
    }

    /** Whether what is recorded gets into the feed's table. */
    void feed(boolean fed) throws SQLException {
        server.execute(fed ? "DROP RULE nothing ON sync.change" : LEAVE_OUT);
    }
}
