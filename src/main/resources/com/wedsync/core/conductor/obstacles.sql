-- On which tables must no step be begun now, and why?
-- Parameters: $1 first key of the advisory locks of maintenance. PostgreSQL 15 and newer. Takes no lock on any relation.
-- A row a table; a VACUUM of a TOAST table counts for its table.
WITH working AS (
  SELECT progress.relid, activity.backend_type
  FROM pg_catalog.pg_stat_progress_vacuum AS progress
  JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = progress.pid
  WHERE progress.datname = pg_catalog.current_database()
  UNION ALL
  SELECT progress.relid, activity.backend_type
  FROM pg_catalog.pg_stat_progress_analyze AS progress
  JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = progress.pid
  WHERE progress.datname = pg_catalog.current_database()
), reason AS (
  SELECT
    coalesce(owner.oid, working.relid) AS relid,
    CASE working.backend_type WHEN 'autovacuum worker' THEN 'autovacuum works on it' ELSE 'somebody vacuums it' END AS reason,
    1 AS rank
  FROM working
  LEFT JOIN pg_catalog.pg_class AS owner ON owner.reltoastrelid = working.relid AND working.relid <> 0
  UNION ALL
  SELECT lock.objid, 'a run that was asked for is under way', 2
  FROM pg_catalog.pg_locks AS lock
  JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
  WHERE database.datname = pg_catalog.current_database()
    AND lock.locktype = 'advisory'
    AND lock.classid = $1::integer::oid
    AND lock.objsubid = 2
    AND lock.granted
  UNION ALL
  SELECT lock.relation, 'another session holds or waits for a lock that is in the way', 3
  FROM pg_catalog.pg_locks AS lock
  JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
  WHERE database.datname = pg_catalog.current_database()
    AND lock.locktype = 'relation'
    AND lock.mode = ANY (ARRAY['ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                               'AccessExclusiveLock'])
    AND lock.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
)
SELECT DISTINCT ON (relid) relid::bigint AS relation, reason
FROM reason
ORDER BY relid, rank
