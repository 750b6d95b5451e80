-- How many checkpoints were there since the counters began, and why?
-- Parameters: none. PostgreSQL 17 and newer.
SELECT
  num_timed AS timed,
  num_requested AS requested,
  (write_time + sync_time)::bigint AS milliseconds,
  stats_reset
FROM pg_catalog.pg_stat_checkpointer
