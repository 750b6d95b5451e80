-- How large is each table with its indexes and TOAST, and how many rows live in it?
-- Parameters: none. PostgreSQL 15 and newer. The size functions lock what they measure, so a table is left unmeasured
-- while anybody holds or waits for an AccessExclusiveLock on it, on its TOAST table or on one of their indexes.
WITH locked AS MATERIALIZED (
  SELECT DISTINCT coalesce(owner.oid, index.indrelid, lock.relation) AS oid
  FROM pg_catalog.pg_locks AS lock
  LEFT JOIN pg_catalog.pg_index AS index ON index.indexrelid = lock.relation
  LEFT JOIN pg_catalog.pg_class AS owner ON owner.reltoastrelid = coalesce(index.indrelid, lock.relation)
  WHERE lock.locktype = 'relation'
    AND lock.mode = 'AccessExclusiveLock'
    AND lock.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
)
SELECT
  pg_catalog.format('%I.%I', schema.nspname, relation.relname) AS table_name,
  locked.oid IS NOT NULL AS locked,
  CASE WHEN locked.oid IS NULL THEN pg_catalog.pg_total_relation_size(relation.oid) END AS total_bytes,
  CASE WHEN locked.oid IS NULL THEN pg_catalog.pg_indexes_size(relation.oid) END AS index_bytes,
  CASE
    -- counters of the statistics system, unless it lost them (a crash) and the planner's estimate knows better
    WHEN pg_catalog.pg_stat_get_live_tuples(relation.oid) > 0 OR relation.reltuples = 0
      THEN pg_catalog.pg_stat_get_live_tuples(relation.oid)
    WHEN relation.reltuples > 0 AND pg_catalog.pg_stat_get_tuples_inserted(relation.oid) = 0
      THEN relation.reltuples::bigint
    WHEN pg_catalog.pg_stat_get_tuples_inserted(relation.oid) > 0 THEN 0
    WHEN locked.oid IS NULL AND pg_catalog.pg_relation_size(relation.oid) = 0 THEN 0
  END AS live_rows,
  CASE
    -- rows that the planner knows and the statistics system does not: its counters were lost
    WHEN NOT (relation.reltuples > 0
      AND pg_catalog.pg_stat_get_live_tuples(relation.oid) = 0
      AND pg_catalog.pg_stat_get_tuples_inserted(relation.oid) = 0)
      THEN pg_catalog.pg_stat_get_dead_tuples(relation.oid)
  END AS dead_rows
FROM pg_catalog.pg_class AS relation
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
LEFT JOIN locked ON locked.oid = relation.oid
WHERE relation.relkind IN ('r', 'm')
  AND relation.relpersistence <> 't'
  AND schema.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
ORDER BY total_bytes DESC NULLS FIRST, table_name
