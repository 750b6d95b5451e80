-- Which sessions hold a lock on a table that conflicts with the one a script will want?
-- Parameters: the table's name, the modes in conflict. PostgreSQL 15 or newer.
SELECT activity.pid,
       coalesce(nullif(activity.application_name, ''), activity.backend_type) AS application,
       activity.state,
       (1000 * extract(epoch FROM pg_catalog.clock_timestamp() - activity.xact_start))::bigint AS in_transaction_ms,
       pg_catalog.array_agg(DISTINCT lock.mode ORDER BY lock.mode) AS lock_modes
FROM pg_catalog.pg_locks AS lock
JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = lock.pid
WHERE lock.locktype = 'relation' AND lock.granted
  AND lock.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND lock.relation = pg_catalog.to_regclass(?)
  AND lock.mode = ANY (?)
  AND lock.pid <> pg_catalog.pg_backend_pid()
GROUP BY activity.pid, application, activity.state, activity.xact_start
ORDER BY activity.xact_start
LIMIT 10
