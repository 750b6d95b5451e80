-- Rounds of maintenance that the service conducts itself, and the runs that they are made of.

CREATE TABLE ops.maintenance_round (
    id                uuid        NOT NULL,
    trigger           text        NOT NULL,
    state             text        NOT NULL,
    dry_run           boolean     NOT NULL DEFAULT false,
    requested_by      text        NOT NULL,
    requested_at      timestamptz NOT NULL,
    window_opened_at  timestamptz,
    length            interval    NOT NULL,
    started_at        timestamptz,
    ends_by           timestamptz,
    ended_at          timestamptz,
    instance          text,
    backend_pid       integer,
    reason            text,
    stop_requested_by text,
    yields            integer     NOT NULL DEFAULT 0,
    plan              jsonb,
    CONSTRAINT maintenance_round_pkey PRIMARY KEY (id),
    CONSTRAINT maintenance_round_trigger_check CHECK (trigger IN ('window', 'catch_up', 'manual')),
    CONSTRAINT maintenance_round_state_check CHECK (
        state IN ('requested', 'running', 'yielding', 'completed', 'stopped', 'failed', 'interrupted', 'missed')),
    CONSTRAINT maintenance_round_window_opened_at_check CHECK ((trigger = 'manual') = (window_opened_at IS NULL)),
    CONSTRAINT maintenance_round_ended_at_check CHECK ((state IN ('requested', 'running', 'yielding')) = (ended_at IS NULL))
);
COMMENT ON TABLE ops.maintenance_round IS 'Rounds of maintenance that the service conducted, in a window, to catch up, or because somebody asked; and windows that were missed.';
COMMENT ON COLUMN ops.maintenance_round.length IS 'How long it may take once it has started.';
COMMENT ON COLUMN ops.maintenance_round.reason IS 'Why it yields or has ended.';
COMMENT ON COLUMN ops.maintenance_round.yields IS 'How often it gave way to load.';
COMMENT ON COLUMN ops.maintenance_round.plan IS 'What was to be done when it started; it is planned anew after each step.';

CREATE UNIQUE INDEX maintenance_round_missed_key ON ops.maintenance_round (window_opened_at) WHERE state = 'missed';
CREATE INDEX maintenance_round_requested_at_idx ON ops.maintenance_round (requested_at DESC, id DESC);
CREATE UNIQUE INDEX maintenance_round_open_key ON ops.maintenance_round ((true)) WHERE ended_at IS NULL;
CREATE INDEX maintenance_round_window_idx ON ops.maintenance_round (window_opened_at);

ALTER TABLE ops.maintenance_run
    ADD COLUMN index_name text,
    ADD COLUMN index_relation oid,
    ADD COLUMN round_id uuid,
    ADD COLUMN reason text,
    ADD COLUMN score double precision,
    ADD COLUMN p95_ms double precision,
    DROP CONSTRAINT maintenance_run_action_check,
    ADD CONSTRAINT maintenance_run_action_check CHECK (action IN (
        'analyze_table', 'reindex_table', 'reindex_index', 'update_statistics', 'vacuum_analyze', 'vacuum_freeze')),
    ADD CONSTRAINT maintenance_run_index_name_check CHECK ((action = 'reindex_index') = (index_name IS NOT NULL)),
    ADD CONSTRAINT maintenance_run_reason_check CHECK ((round_id IS NULL) = (reason IS NULL) AND (round_id IS NULL) = (score IS NULL));
ALTER TABLE ops.maintenance_run
    ADD CONSTRAINT maintenance_run_round_id_fkey FOREIGN KEY (round_id) REFERENCES ops.maintenance_round (id);
COMMENT ON COLUMN ops.maintenance_run.round_id IS 'The round of the conductor that it belongs to; NULL for what was asked for.';
COMMENT ON COLUMN ops.maintenance_run.reason IS 'What the table needed; NULL for what was asked for.';
COMMENT ON COLUMN ops.maintenance_run.score IS 'How much it needed it: need over threshold, or percent of bloat.';
COMMENT ON COLUMN ops.maintenance_run.p95_ms IS 'Of the requests that the service answered meanwhile.';

CREATE INDEX maintenance_run_round_id_idx ON ops.maintenance_run (round_id) WHERE round_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON ops.maintenance_round TO wedsync_ops;
