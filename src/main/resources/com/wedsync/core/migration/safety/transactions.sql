-- Which transactions would CREATE INDEX CONCURRENTLY wait for, whatever they do? Those of the same database that hold a snapshot or
-- have written. Short ones are over before anybody reads the answer. PostgreSQL 15 or newer.
SELECT activity.pid,
       coalesce(nullif(activity.application_name, ''), activity.backend_type) AS application,
       activity.state,
       (1000 * extract(epoch FROM pg_catalog.clock_timestamp() - activity.xact_start))::bigint AS in_transaction_ms,
       '{}'::text[] AS lock_modes
FROM pg_catalog.pg_stat_activity AS activity
WHERE activity.datname = pg_catalog.current_database()
  AND (activity.backend_xid IS NOT NULL OR activity.backend_xmin IS NOT NULL)
  AND activity.xact_start < pg_catalog.clock_timestamp() - interval '1 second'
  AND activity.pid <> pg_catalog.pg_backend_pid()
ORDER BY activity.xact_start
LIMIT 10
