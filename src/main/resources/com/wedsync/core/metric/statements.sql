-- How often and how long did each kind of statement run, since its counters began, and what did it use?
-- Parameters: none; the schema of extension pg_stat_statements is put in, quoted by the server. Texts are not read
-- (reading them spills to disk). This log-in's own statements are marked: measuring and maintenance are not the load
-- that is measured.
SELECT
  queryid,
  userid::bigint AS userid,
  userid = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER) AS own,
  calls,
  total_exec_time,
  total_plan_time,
  rows,
  shared_blks_hit,
  shared_blks_read,
  temp_blks_written,
  wal_bytes::float8 AS wal_bytes
FROM %s.pg_stat_statements(false)
WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND toplevel
