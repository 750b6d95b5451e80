-- What do the client sessions of this database wait for, and how long have they been at it?
-- Parameters: none. PostgreSQL 15 and newer. Reads shared memory only. This session and the service's maintenance are left
-- out: they are not the load that is measured, and what maintenance holds back is told by the horizon.
SELECT
  count(*) FILTER (WHERE wait_event_type = 'Lock')::int AS lock,
  count(*) FILTER (WHERE wait_event_type = 'LWLock')::int AS lwlock,
  count(*) FILTER (WHERE wait_event_type = 'IO')::int AS io,
  count(*) FILTER (WHERE wait_event_type = 'IPC')::int AS ipc,
  count(*) FILTER (WHERE wait_event_type = 'BufferPin')::int AS buffer_pin,
  count(*) FILTER (WHERE wait_event_type = 'Timeout')::int AS timeout,
  count(*) FILTER (WHERE wait_event_type = 'Extension')::int AS extension,
  count(*) FILTER (WHERE wait_event_type = 'Client')::int AS client,
  coalesce(extract(epoch FROM max(clock.now - xact_start)), 0)::float8 AS transaction_seconds,
  coalesce(extract(epoch FROM max(clock.now - query_start) FILTER (WHERE state = 'active')), 0)::float8 AS statement_seconds,
  coalesce(extract(epoch FROM max(clock.now - state_change) FILTER (WHERE state LIKE 'idle in transaction%')), 0)::float8
    AS idle_in_transaction_seconds
FROM pg_catalog.pg_stat_activity
CROSS JOIN (SELECT pg_catalog.clock_timestamp() AS now) AS clock
WHERE backend_type = 'client backend'
  AND state <> 'idle'
  AND datname = pg_catalog.current_database()
  AND pid <> pg_catalog.pg_backend_pid()
  AND application_name NOT IN ('wedsync-maintenance', 'wedsync-conductor')
