-- What the operations plane remembers (schema ops): samples, maintenance, migrations, backups, audit log.

-- Samples -------------------------------------------------------------------------------------------------------------

CREATE TABLE ops.sample (
    minute                          timestamptz      NOT NULL,
    taken_at                        timestamptz      NOT NULL,
    server_started_at               timestamptz      NOT NULL,
    stats_reset                     timestamptz,
    connections_active              integer,
    connections_idle                integer,
    connections_idle_in_transaction integer,
    connections_total               integer          NOT NULL,
    max_connections                 integer          NOT NULL,
    database_size_bytes             bigint,
    transactions_committed          bigint           NOT NULL,
    transactions_rolled_back        bigint           NOT NULL,
    blocks_hit                      bigint           NOT NULL,
    blocks_read                     bigint           NOT NULL,
    temp_bytes                      bigint           NOT NULL,
    deadlocks                       bigint           NOT NULL,
    statement_calls                 bigint,
    statement_execution_ms          double precision,
    statement_deallocations         bigint,
    statement_stats_reset           timestamptz,
    replication_lag_ms              bigint,
    CONSTRAINT sample_pkey PRIMARY KEY (minute),
    CONSTRAINT sample_minute_check CHECK (
        minute AT TIME ZONE 'UTC' = date_trunc('minute', taken_at AT TIME ZONE 'UTC'))
);
COMMENT ON TABLE ops.sample IS 'Raw counters of this database, one row a minute whatever the number of replicas; rates are differences of two rows.';
COMMENT ON COLUMN ops.sample.stats_reset IS 'When the counters of pg_stat_database were reset; NULL for never.';
COMMENT ON COLUMN ops.sample.connections_active IS 'NULL, like the next two, if the states of others are hidden from the log-in.';
COMMENT ON COLUMN ops.sample.database_size_bytes IS 'NULL if it could not be measured.';
COMMENT ON COLUMN ops.sample.statement_calls IS 'Sum over pg_stat_statements; NULL, like the next three, if it could not be read.';
COMMENT ON COLUMN ops.sample.statement_deallocations IS 'Evictions from pg_stat_statements: when it grows, sums of statements are not comparable.';
COMMENT ON COLUMN ops.sample.replication_lag_ms IS 'NULL without a replica, or if it is not known.';

-- Runs ----------------------------------------------------------------------------------------------------------------

CREATE TABLE ops.maintenance_run (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    action       text        NOT NULL,
    table_name   text,
    relation     oid,
    status       text        NOT NULL DEFAULT 'queued',
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    started_at   timestamptz,
    finished_at  timestamptz,
    instance     text,
    backend_pid  integer,
    result       jsonb,
    problem      jsonb,
    CONSTRAINT maintenance_run_pkey PRIMARY KEY (id),
    CONSTRAINT maintenance_run_action_check CHECK (action IN ('analyze_table', 'reindex_table', 'update_statistics', 'vacuum_analyze')),
    CONSTRAINT maintenance_run_table_name_check CHECK ((action = 'update_statistics') = (table_name IS NULL)),
    CONSTRAINT maintenance_run_status_check CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'interrupted')),
    CONSTRAINT maintenance_run_started_at_check CHECK (status <> 'running' OR started_at IS NOT NULL),
    CONSTRAINT maintenance_run_finished_at_check CHECK ((status IN ('queued', 'running')) = (finished_at IS NULL))
);
COMMENT ON TABLE ops.maintenance_run IS 'Requests for maintenance and what became of them: queued, running, then succeeded, failed or interrupted.';
COMMENT ON COLUMN ops.maintenance_run.table_name IS 'Qualified and quoted as SQL takes it; NULL for all tables.';
COMMENT ON COLUMN ops.maintenance_run.relation IS 'The table''s oid when the run was requested.';
COMMENT ON COLUMN ops.maintenance_run.instance IS 'Process of the service that runs it.';

CREATE INDEX maintenance_run_open_idx ON ops.maintenance_run (requested_at) WHERE status IN ('queued', 'running');
CREATE INDEX maintenance_run_requested_at_idx ON ops.maintenance_run (requested_at DESC);

CREATE TABLE ops.migration_run (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    dry_run      boolean     NOT NULL,
    requested_by text        NOT NULL,
    instance     text        NOT NULL,
    started_at   timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz,
    status       text        NOT NULL DEFAULT 'running',
    applied      text[]      NOT NULL DEFAULT '{}',
    problem      jsonb,
    CONSTRAINT migration_run_pkey PRIMARY KEY (id),
    CONSTRAINT migration_run_status_check CHECK (status IN ('running', 'succeeded', 'failed', 'interrupted')),
    CONSTRAINT migration_run_finished_at_check CHECK ((status = 'running') = (finished_at IS NULL))
);
COMMENT ON TABLE ops.migration_run IS 'Who ran migrations, when, for real or dry, and with what result; the history of the scripts themselves is flyway_schema_history.';
COMMENT ON COLUMN ops.migration_run.applied IS 'Scripts applied by this run, in order.';

CREATE INDEX migration_run_started_at_idx ON ops.migration_run (started_at DESC);

-- Backups -------------------------------------------------------------------------------------------------------------

CREATE TABLE ops.backup (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    tool        text        NOT NULL,
    label       text        NOT NULL,
    kind        text        NOT NULL,
    started_at  timestamptz,
    finished_at timestamptz NOT NULL,
    size_bytes  bigint,
    verified_at timestamptz,
    reported_by text        NOT NULL DEFAULT session_user,
    reported_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT backup_pkey PRIMARY KEY (id),
    CONSTRAINT backup_tool_label_key UNIQUE (tool, label),
    CONSTRAINT backup_kind_check CHECK (kind IN ('full', 'incremental', 'differential', 'snapshot')),
    CONSTRAINT backup_finished_at_check CHECK (finished_at >= started_at),
    CONSTRAINT backup_size_bytes_check CHECK (size_bytes >= 0)
);
COMMENT ON TABLE ops.backup IS 'Backups that succeeded, as the backup jobs report them.';
COMMENT ON COLUMN ops.backup.label IS 'Name of the backup in the tool that made it.';
COMMENT ON COLUMN ops.backup.verified_at IS 'When its integrity was last verified; NULL for never.';

CREATE INDEX backup_finished_at_idx ON ops.backup (finished_at DESC);

CREATE FUNCTION ops.record_backup(
    tool        text,
    label       text,
    kind        text,
    started_at  timestamptz,
    finished_at timestamptz,
    size_bytes  bigint DEFAULT NULL,
    verified_at timestamptz DEFAULT NULL
) RETURNS uuid
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO ops.backup AS known (tool, label, kind, started_at, finished_at, size_bytes, verified_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (tool, label) DO UPDATE
    SET size_bytes = coalesce(excluded.size_bytes, known.size_bytes),
        verified_at = coalesce(excluded.verified_at, known.verified_at),
        reported_by = excluded.reported_by,
        reported_at = excluded.reported_at
    RETURNING id
$$;
COMMENT ON FUNCTION ops.record_backup(text, text, text, timestamptz, timestamptz, bigint, timestamptz) IS
    'For backup jobs: records a finished backup, or the verification of one already recorded under that tool and label.';
REVOKE ALL ON FUNCTION ops.record_backup(text, text, text, timestamptz, timestamptz, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.record_backup(text, text, text, timestamptz, timestamptz, bigint, timestamptz) TO wedsync_service, wedsync_ops;

-- Audit log -----------------------------------------------------------------------------------------------------------

CREATE TABLE ops.audit_entry (
    sequence      bigint      NOT NULL,
    at            timestamptz NOT NULL,
    actor         text        NOT NULL,
    action        text        NOT NULL,
    subject       text,
    detail        jsonb,
    previous_hash bytea       NOT NULL,
    hash          bytea       NOT NULL,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (sequence),
    CONSTRAINT audit_entry_sequence_check CHECK (sequence > 0),
    CONSTRAINT audit_entry_hash_check CHECK (octet_length(previous_hash) = 32 AND octet_length(hash) = 32)
);
COMMENT ON TABLE ops.audit_entry IS 'Every administrative operation; append-only, and chained by hashes so that a change is found by ops.verify_audit().';
COMMENT ON COLUMN ops.audit_entry.sequence IS 'Dense, from 1.';
COMMENT ON COLUMN ops.audit_entry.subject IS 'What it was done to; NULL for the database as a whole.';
COMMENT ON COLUMN ops.audit_entry.previous_hash IS 'Hash of the entry before; 32 zero bytes for the first.';
COMMENT ON COLUMN ops.audit_entry.hash IS 'See ops.audit_hash.';

-- Without it, removing the newest entries would leave a chain without a fault.
CREATE TABLE ops.audit_head (
    only_row boolean NOT NULL DEFAULT true,
    sequence bigint  NOT NULL,
    hash     bytea   NOT NULL,
    CONSTRAINT audit_head_pkey PRIMARY KEY (only_row),
    CONSTRAINT audit_head_only_row_check CHECK (only_row)
);
COMMENT ON TABLE ops.audit_head IS 'Sequence and hash of the newest audit entry; its row lock puts writers in order.';
INSERT INTO ops.audit_head (sequence, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION ops.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only: % of %.% refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
COMMENT ON FUNCTION ops.refuse_change() IS 'Trigger: refuses the statement, whoever sends it.';
REVOKE ALL ON FUNCTION ops.refuse_change() FROM PUBLIC;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
-- Also for sessions that switch triggers off by session_replication_role.
ALTER TABLE ops.audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only;

-- The encoding is unambiguous: two numbers of fixed width, then each text with its length before it (-1 for NULL), so
-- that no two entries have the same bytes. The sequence is left out on purpose: the previous hash already fixes the
-- position, and an entry that was only moved shows as moved, not as tampered with.
CREATE FUNCTION ops.audit_hash(previous_hash bytea, at timestamptz, actor text, action text, subject text, detail jsonb)
RETURNS bytea
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT sha256(previous_hash || timestamptz_send(at) || string_agg(
        coalesce(int4send(octet_length(field)) || field, int4send(-1)), '' ORDER BY place))
    FROM unnest(ARRAY[
        convert_to(actor, 'UTF8'),
        convert_to(action, 'UTF8'),
        convert_to(subject, 'UTF8'),
        convert_to(detail::text, 'UTF8')
    ]) WITH ORDINALITY AS fields (field, place)
$$;
COMMENT ON FUNCTION ops.audit_hash(bytea, timestamptz, text, text, text, jsonb) IS 'SHA-256 over the hash of the entry before and the content of this one.';
REVOKE ALL ON FUNCTION ops.audit_hash(bytea, timestamptz, text, text, text, jsonb) FROM PUBLIC;

CREATE FUNCTION ops.append_audit(actor text, action text, subject text, detail jsonb)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' -- the chain is written by one after the other; a caller's own timeout is made for readings
AS $$
DECLARE
    head ops.audit_head;
    now_at constant timestamptz := clock_timestamp();
BEGIN
    -- Held until the transaction ends: entries are in the order of commits, and a rollback leaves no gap.
    SELECT * INTO STRICT head FROM ops.audit_head FOR UPDATE;
    head.sequence := head.sequence + 1;

    INSERT INTO ops.audit_entry (sequence, at, actor, action, subject, detail, previous_hash, hash)
    VALUES (head.sequence, now_at, $1, $2, $3, $4, head.hash, ops.audit_hash(head.hash, now_at, $1, $2, $3, $4))
    RETURNING audit_entry.hash INTO head.hash;

    UPDATE ops.audit_head SET sequence = head.sequence, hash = head.hash;
    RETURN head.sequence;
END
$$;
COMMENT ON FUNCTION ops.append_audit(text, text, text, jsonb) IS 'Appends an entry to the audit log within the transaction of the caller and returns its sequence.';
REVOKE ALL ON FUNCTION ops.append_audit(text, text, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.append_audit(text, text, text, jsonb) TO wedsync_ops;

CREATE FUNCTION ops.verify_audit()
RETURNS TABLE (sequence bigint, fault text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    WITH linked AS (
        SELECT
            entry.*,
            lag(entry.sequence, 1, 0::bigint) OVER in_order AS sequence_before,
            lag(entry.hash, 1, decode(repeat('00', 32), 'hex')) OVER in_order AS hash_before
        FROM ops.audit_entry AS entry
        WINDOW in_order AS (ORDER BY entry.sequence)
    ),
    newest AS (
        SELECT entry.sequence, entry.hash
        FROM ops.audit_entry AS entry
        ORDER BY entry.sequence DESC
        LIMIT 1
    )
    SELECT linked.sequence_before + 1, format('missing: entries %s to %s', linked.sequence_before + 1, linked.sequence - 1)
    FROM linked
    WHERE linked.sequence > linked.sequence_before + 1
    UNION ALL
    SELECT linked.sequence, 'tampered: the content does not have the recorded hash'
    FROM linked
    WHERE linked.hash <> ops.audit_hash(
        linked.previous_hash, linked.at, linked.actor, linked.action, linked.subject, linked.detail)
    UNION ALL
    SELECT linked.sequence, format('reordered: does not continue entry %s', linked.sequence_before)
    FROM linked
    WHERE linked.sequence = linked.sequence_before + 1
      AND linked.previous_hash <> linked.hash_before
    UNION ALL
    SELECT coalesce(newest.sequence, 0) + 1, format('missing: entries %s to %s', coalesce(newest.sequence, 0) + 1, head.sequence)
    FROM ops.audit_head AS head
    LEFT JOIN newest ON true
    WHERE head.sequence > coalesce(newest.sequence, 0)
    UNION ALL
    SELECT newest.sequence, format('tampered: the newest entry is not the one that was appended last (%s)', head.sequence)
    FROM newest
    LEFT JOIN ops.audit_head AS head ON true
    WHERE head.sequence IS NULL
       OR newest.sequence > head.sequence
       OR (newest.sequence = head.sequence AND newest.hash <> head.hash)
    ORDER BY 1, 2
$$;
COMMENT ON FUNCTION ops.verify_audit() IS 'Faults of the audit log, none if it is intact: entries that are missing, tampered with or reordered.';
REVOKE ALL ON FUNCTION ops.verify_audit() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.verify_audit() TO wedsync_ops;

-- Privileges ----------------------------------------------------------------------------------------------------------

GRANT SELECT, INSERT, DELETE ON ops.sample TO wedsync_ops;
GRANT SELECT, INSERT, UPDATE ON ops.maintenance_run TO wedsync_ops;
GRANT SELECT ON ops.migration_run, ops.backup, ops.audit_entry, ops.audit_head TO wedsync_ops;

DO $history$
BEGIN
    IF to_regclass('ops.flyway_schema_history') IS NOT NULL THEN
        GRANT SELECT ON ops.flyway_schema_history TO wedsync_ops;
    END IF;
END
$history$;
