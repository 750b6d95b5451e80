-- Indexes that were built on request, and what became of the statements of their tables.

CREATE TABLE ops.index_trial (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    advice_id    text        NOT NULL,
    table_name   text        NOT NULL,
    relation     bigint      NOT NULL,
    other_table  text,
    index_name   text        NOT NULL,
    statement    text        NOT NULL,
    status       text        NOT NULL DEFAULT 'building',
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    built_at     timestamptz,
    finished_at  timestamptz,
    instance     text        NOT NULL,
    comparison   jsonb,
    problem      text,
    CONSTRAINT index_trial_pkey PRIMARY KEY (id),
    CONSTRAINT index_trial_status_check CHECK (status IN ('building', 'observing', 'kept', 'undo_recommended', 'undone', 'failed')),
    CONSTRAINT index_trial_built_at_check CHECK (status NOT IN ('observing', 'kept', 'undo_recommended') OR built_at IS NOT NULL)
);
COMMENT ON TABLE ops.index_trial IS 'Indexes built on request: building, observing, then kept or undo_recommended; undone; failed.';
COMMENT ON COLUMN ops.index_trial.other_table IS 'The parent of the foreign key that the index serves: its statements profit too.';
COMMENT ON COLUMN ops.index_trial.comparison IS 'Statements of the tables before and after, once they were compared.';

-- One at a time on a table: more could not be told apart.
CREATE UNIQUE INDEX index_trial_open_idx ON ops.index_trial (relation) WHERE status IN ('building', 'observing');
CREATE INDEX index_trial_requested_at_idx ON ops.index_trial (requested_at DESC);

GRANT SELECT, INSERT, UPDATE ON ops.index_trial TO wedsync_ops;
