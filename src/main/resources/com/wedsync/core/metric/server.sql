-- How busy is the server, and what did its cumulative counters say at this moment?
-- Parameters: none. PostgreSQL 15 and newer. Reads shared memory only: takes no lock on any user relation.
SELECT
  pg_catalog.clock_timestamp() AS taken_at,
  pg_catalog.pg_postmaster_start_time() AS server_started_at,
  pg_catalog.current_setting('server_version_num')::int AS server_version,
  pg_catalog.pg_is_in_recovery() AS in_recovery,
  pg_catalog.current_setting('max_connections')::int AS max_connections,
  pg_catalog.current_setting('superuser_reserved_connections')::int
    + coalesce(pg_catalog.current_setting('reserved_connections', true), '0')::int AS reserved_connections,
  pg_catalog.pg_has_role(CURRENT_USER, 'pg_read_all_stats', 'USAGE') AS sees_all,
  activity.active,
  activity.idle,
  activity.idle_in_transaction,
  activity.waiting_for_lock,
  activity.total,
  counters.stats_reset,
  counters.xact_commit,
  counters.xact_rollback,
  counters.blks_hit,
  counters.blks_read,
  counters.temp_bytes,
  counters.deadlocks
FROM pg_catalog.pg_stat_database AS counters
CROSS JOIN (
  SELECT
    -- this very statement is not load
    count(*) FILTER (WHERE state = 'active' AND pid <> pg_catalog.pg_backend_pid())::int AS active,
    count(*) FILTER (WHERE state = 'idle')::int AS idle,
    count(*) FILTER (WHERE state LIKE 'idle in transaction%')::int AS idle_in_transaction,
    count(*) FILTER (WHERE wait_event_type = 'Lock')::int AS waiting_for_lock,
    count(*)::int AS total
  FROM pg_catalog.pg_stat_activity
  WHERE backend_type = 'client backend'
) AS activity
WHERE counters.datname = pg_catalog.current_database()
