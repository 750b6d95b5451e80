-- Which foreign keys have no index that finds the rows of a parent?
-- Parameters: none. PostgreSQL 15 and newer. The columns of the key may be in any order at the front of an index; one that is
-- partial counts only if it leaves out nothing but NULLs of the key. Without one, each delete of a parent, and each change of its key,
-- reads the whole table.
SELECT
  reference.conname AS constraint_name,
  pg_catalog.format('%I.%I', schema.nspname, main.relname) AS table_name,
  pg_catalog.format('%I.%I', parent_schema.nspname, parent.relname) AS parent_name,
  schema.nspname AS schema_name,
  main.relname AS plain_name,
  main.relpages * pg_catalog.current_setting('block_size')::bigint AS size_bytes,
  pg_catalog.pg_stat_get_live_tuples(main.oid) AS live_rows,
  pg_catalog.pg_stat_get_tuples_deleted(parent.oid) AS parent_deletes,
  pg_catalog.pg_stat_get_tuples_updated(parent.oid) AS parent_updates,
  ARRAY(
    SELECT attribute.attname::text
    FROM unnest(reference.conkey) WITH ORDINALITY AS key (number, place)
    JOIN pg_catalog.pg_attribute AS attribute ON attribute.attrelid = reference.conrelid AND attribute.attnum = key.number
    ORDER BY key.place) AS columns
FROM pg_catalog.pg_constraint AS reference
JOIN pg_catalog.pg_class AS main ON main.oid = reference.conrelid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = main.relnamespace
JOIN pg_catalog.pg_class AS parent ON parent.oid = reference.confrelid
JOIN pg_catalog.pg_namespace AS parent_schema ON parent_schema.oid = parent.relnamespace
WHERE reference.contype = 'f'
  AND reference.conparentid = 0
  AND main.relkind = 'r'
  AND NOT main.relispartition
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_index AS index
    WHERE index.indrelid = reference.conrelid
      AND index.indisvalid
      AND (index.indpred IS NULL
        OR pg_catalog.pg_get_expr(index.indpred, index.indrelid) ~ '^\(?[a-z_0-9"]+ IS NOT NULL\)?$')
      AND reference.conkey @> (index.indkey::int2[])[0:pg_catalog.cardinality(reference.conkey) - 1]
      AND reference.conkey <@ (index.indkey::int2[])[0:pg_catalog.cardinality(reference.conkey) - 1])
ORDER BY (pg_catalog.pg_stat_get_tuples_deleted(parent.oid) > 0) DESC, size_bytes DESC, constraint_name
