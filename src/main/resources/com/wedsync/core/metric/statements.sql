-- How often and how long did each kind of statement run, since its counters began?
-- Parameters: none; the schema of extension pg_stat_statements is put in, quoted by the server. Texts are not read
-- (reading them spills to disk). This log-in's own statements are left out: measuring and maintenance are not the load
-- that is measured.
SELECT
  queryid,
  userid::bigint AS userid,
  toplevel,
  calls,
  total_exec_time
FROM %s.pg_stat_statements(false)
WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND userid <> (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = CURRENT_USER)
  AND toplevel
