-- Which indexes are invalid, so that they cost every write and serve no read?
-- Parameters: none. PostgreSQL 15 and newer. One that is being built at this moment is left out.
SELECT
  pg_catalog.format('%I.%I', schema.nspname, relation.relname) AS index_name,
  pg_catalog.format('%I.%I', table_schema.nspname, main.relname) AS table_name,
  relation.relpages * pg_catalog.current_setting('block_size')::bigint AS size_bytes,
  relation.relname ~ '_cc(new|old)[0-9]*$' AS leftover
FROM pg_catalog.pg_index AS index
JOIN pg_catalog.pg_class AS relation ON relation.oid = index.indexrelid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
JOIN pg_catalog.pg_class AS main ON main.oid = index.indrelid
JOIN pg_catalog.pg_namespace AS table_schema ON table_schema.oid = main.relnamespace
WHERE NOT index.indisvalid
  AND relation.relkind = 'i'
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_stat_progress_create_index AS progress
    WHERE progress.relid = index.indrelid)
ORDER BY index_name
