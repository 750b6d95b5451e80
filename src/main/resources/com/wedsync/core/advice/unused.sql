-- Which indexes has nobody used for long, though they guarantee nothing and serve no foreign key?
-- Parameters: $1 how long (interval). PostgreSQL 15 and newer. Indexes of partitions are left out: they go with their parent's.
SELECT
  pg_catalog.format('%I.%I', schema.nspname, relation.relname) AS index_name,
  pg_catalog.format('%I.%I', table_schema.nspname, main.relname) AS table_name,
  relation.relpages * pg_catalog.current_setting('block_size')::bigint AS size_bytes,
  use.scans,
  greatest(use.first_seen, use.last_used_at) AS unused_since,
  use.last_used_at,
  pg_catalog.pg_stat_get_tuples_inserted(main.oid) + pg_catalog.pg_stat_get_tuples_updated(main.oid) AS writes
FROM ops.index_use AS use
JOIN pg_catalog.pg_index AS index ON index.indexrelid = use.index::oid
JOIN pg_catalog.pg_class AS relation ON relation.oid = index.indexrelid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
JOIN pg_catalog.pg_class AS main ON main.oid = index.indrelid
JOIN pg_catalog.pg_namespace AS table_schema ON table_schema.oid = main.relnamespace
WHERE greatest(use.first_seen, use.last_used_at) < pg_catalog.clock_timestamp() - $1::interval
  AND pg_catalog.pg_stat_get_numscans(index.indexrelid) IN (0, use.scans)
  AND index.indisvalid
  AND NOT index.indisunique
  AND NOT index.indisexclusion
  AND NOT index.indisreplident
  AND NOT index.indisclustered
  AND NOT relation.relispartition
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS backed WHERE backed.conindid = index.indexrelid)
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_constraint AS reference
    WHERE reference.contype = 'f'
      AND reference.conrelid = index.indrelid
      AND reference.conkey @> (index.indkey::int2[])[0:pg_catalog.cardinality(reference.conkey) - 1]
      AND reference.conkey <@ (index.indkey::int2[])[0:pg_catalog.cardinality(reference.conkey) - 1])
ORDER BY size_bytes DESC, index_name
