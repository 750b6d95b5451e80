-- What kinds of statements have cost, hour by hour, and their texts: pg_stat_statements forgets both.

CREATE TABLE ops.statement (
    query_id   bigint      NOT NULL,
    text       text        NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT statement_pkey PRIMARY KEY (query_id)
);
COMMENT ON TABLE ops.statement IS 'Texts of statements as pg_stat_statements has them, values replaced by placeholders.';
COMMENT ON COLUMN ops.statement.text IS 'Of a utility command the first two words only: its values are not replaced, and may be passwords.';

CREATE TABLE ops.statement_hour (
    query_id          bigint           NOT NULL,
    user_id           bigint           NOT NULL,
    hour              timestamptz      NOT NULL,
    covered_seconds   double precision NOT NULL,
    calls             bigint           NOT NULL,
    milliseconds      double precision NOT NULL,
    plan_milliseconds double precision NOT NULL,
    rows              bigint           NOT NULL,
    blocks_hit        bigint           NOT NULL,
    blocks_read       bigint           NOT NULL,
    temp_blocks       bigint           NOT NULL,
    wal_bytes         double precision NOT NULL,
    CONSTRAINT statement_hour_pkey PRIMARY KEY (query_id, user_id, hour),
    CONSTRAINT statement_hour_calls_check CHECK (calls > 0)
);
COMMENT ON TABLE ops.statement_hour IS 'What the kinds of statements that cost most in an hour (UTC) have cost in it.';
COMMENT ON COLUMN ops.statement_hour.user_id IS 'Oid of the role.';
COMMENT ON COLUMN ops.statement_hour.covered_seconds IS 'How much of the hour was observed; who observed more of it overwrites who observed less.';

CREATE INDEX statement_hour_hour_idx ON ops.statement_hour (hour);

GRANT SELECT, INSERT, DELETE ON ops.statement TO wedsync_ops;
GRANT SELECT, INSERT, UPDATE, DELETE ON ops.statement_hour TO wedsync_ops;
