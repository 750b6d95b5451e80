-- When each index was last used: the server's own counters are lost by a crash, a reset, a failover.

CREATE TABLE ops.index_use (
    index        bigint      NOT NULL,
    scans        bigint      NOT NULL,
    first_seen   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz,
    CONSTRAINT index_use_pkey PRIMARY KEY (index)
);
COMMENT ON TABLE ops.index_use IS 'Use of indexes, looked at once an hour.';
COMMENT ON COLUMN ops.index_use.index IS 'Oid; building an index anew gives it another one, and its observation begins anew.';
COMMENT ON COLUMN ops.index_use.scans IS 'The server''s counter when it was last looked at.';
COMMENT ON COLUMN ops.index_use.last_used_at IS 'When the counter was last seen to have grown; NULL if it never was.';

GRANT SELECT, INSERT, UPDATE, DELETE ON ops.index_use TO wedsync_ops;
