-- How many checkpoints were there since the counters began, and why?
-- Parameters: none. PostgreSQL 15 and 16.
SELECT
  checkpoints_timed AS timed,
  checkpoints_req AS requested,
  (checkpoint_write_time + checkpoint_sync_time)::bigint AS milliseconds,
  stats_reset
FROM pg_catalog.pg_stat_bgwriter
