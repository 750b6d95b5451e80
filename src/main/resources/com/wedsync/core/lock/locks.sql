-- Which sessions wait for a lock, and which sessions keep them waiting?
-- Parameters: none. PostgreSQL 15 and newer. The server is asked for the blockers of those that wait only: the question stops its
-- lock manager for a moment. What a session runs is not told, because statements carry people's data; query_id leads to it.
WITH waiting AS MATERIALIZED (
  SELECT
    lock.pid,
    pg_catalog.pg_blocking_pids(lock.pid) AS blockers,
    lock.mode,
    lock.locktype,
    lock.waitstart,
    coalesce(lock.relation, (
      SELECT max(tuple.relation::bigint)::oid
      FROM pg_catalog.pg_locks AS tuple
      WHERE tuple.pid = lock.pid AND tuple.locktype = 'tuple')) AS relation
  FROM pg_catalog.pg_locks AS lock
  WHERE NOT lock.granted
    AND lock.pid IS NOT NULL
    AND lock.pid <> pg_catalog.pg_backend_pid()
), concerned AS (
  SELECT pid FROM waiting
  UNION
  SELECT unnest(blockers) FROM waiting
)
SELECT
  concerned.pid,
  activity.usename AS user_name,
  activity.application_name,
  activity.state,
  activity.query_id,
  activity.xact_start,
  activity.state_change,
  waiting.blockers,
  waiting.mode,
  waiting.locktype,
  CASE WHEN relation.oid IS NOT NULL THEN pg_catalog.format('%I.%I', schema.nspname, relation.relname) END AS relation,
  waiting.waitstart,
  pg_catalog.clock_timestamp() AS taken_at
FROM concerned
LEFT JOIN waiting ON waiting.pid = concerned.pid
LEFT JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = concerned.pid
LEFT JOIN pg_catalog.pg_class AS relation ON relation.oid = waiting.relation
LEFT JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
ORDER BY activity.xact_start NULLS FIRST, concerned.pid
