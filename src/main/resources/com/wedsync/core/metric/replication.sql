-- How far behind is the slowest standby (asked on the primary), or this server (asked on a standby)?
-- Parameters: none. PostgreSQL 15 and newer. An idle standby has no replay_lag; it is not behind if it has replayed all
-- that was sent. Receivers that never replay (pg_receivewal, pg_basebackup) are not standbys.
SELECT
  pg_catalog.pg_is_in_recovery() AS in_recovery,
  count(*) FILTER (WHERE standby.replay_lsn IS NOT NULL)::int AS standbys,
  count(*) FILTER (WHERE standby.replay_lsn IS NOT NULL AND standby.lag IS NULL)::int AS standbys_unknown,
  CASE
    WHEN NOT pg_catalog.pg_is_in_recovery() THEN (1000 * extract(epoch FROM max(standby.lag)))::bigint
    WHEN pg_catalog.pg_last_wal_receive_lsn() = pg_catalog.pg_last_wal_replay_lsn() THEN 0
    ELSE (1000 * extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.pg_last_xact_replay_timestamp()))::bigint
  END AS lag_ms
FROM (
  SELECT
    replay_lsn,
    CASE WHEN replay_lag IS NULL AND replay_lsn >= sent_lsn THEN interval '0' ELSE replay_lag END AS lag
  FROM pg_catalog.pg_stat_replication
) AS standby
