-- Which indexes can only do what another index of the same table does as well?
-- Parameters: none. PostgreSQL 15 and newer. Compares what indexes are made of, not their definitions' text: the same method,
-- expressions and predicate, and the same columns (or, for a B-tree, the leading ones) with the same operators, collations and order.
-- An index that guarantees something is kept; of two equal ones that guarantee nothing, the older.
WITH index AS MATERIALIZED (
  SELECT
    entry.indexrelid AS oid,
    entry.indrelid,
    relation.relam,
    pg_catalog.format('%I.%I', schema.nspname, relation.relname) AS name,
    relation.relpages * pg_catalog.current_setting('block_size')::bigint AS size_bytes,
    entry.indkey::int2[] AS columns,
    entry.indclass::oid[] AS operators,
    entry.indcollation::oid[] AS collations,
    entry.indoption::int2[] AS options,
    entry.indnkeyatts,
    entry.indnatts,
    coalesce(pg_catalog.pg_get_expr(entry.indexprs, entry.indrelid), '') AS expressions,
    coalesce(pg_catalog.pg_get_expr(entry.indpred, entry.indrelid), '') AS predicate,
    entry.indisunique OR entry.indisexclusion OR entry.indisreplident OR entry.indisclustered
      OR EXISTS (SELECT FROM pg_catalog.pg_constraint AS backed WHERE backed.conindid = entry.indexrelid) AS guarantees,
    method.amname = 'btree' AS ordered
  FROM pg_catalog.pg_index AS entry
  JOIN pg_catalog.pg_class AS relation ON relation.oid = entry.indexrelid
  JOIN pg_catalog.pg_am AS method ON method.oid = relation.relam
  JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
  WHERE entry.indisvalid
    AND relation.relkind = 'i'
    AND NOT relation.relispartition
    AND relation.relpersistence <> 't'
    AND relation.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
)
SELECT DISTINCT ON (spare.oid)
  spare.name AS index_name,
  kept.name AS kept_name,
  pg_catalog.format('%I.%I', schema.nspname, main.relname) AS table_name,
  spare.size_bytes,
  spare.columns = kept.columns AS equal
FROM index AS spare
JOIN index AS kept ON kept.indrelid = spare.indrelid
  AND kept.oid <> spare.oid
  AND kept.relam = spare.relam
  AND kept.predicate = spare.predicate
JOIN pg_catalog.pg_class AS main ON main.oid = spare.indrelid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = main.relnamespace
WHERE NOT spare.guarantees
  AND CASE
    WHEN spare.columns = kept.columns AND spare.indnkeyatts = kept.indnkeyatts THEN
      spare.expressions = kept.expressions
      AND spare.operators = kept.operators
      AND spare.collations = kept.collations
      AND spare.options = kept.options
      AND (kept.guarantees OR kept.oid < spare.oid)
    ELSE
      spare.ordered
      AND spare.expressions = '' AND kept.expressions = ''
      AND spare.indnatts = spare.indnkeyatts
      AND spare.indnkeyatts <= kept.indnkeyatts
      AND spare.columns[0:spare.indnkeyatts - 1] = kept.columns[0:spare.indnkeyatts - 1]
      AND spare.operators[0:spare.indnkeyatts - 1] = kept.operators[0:spare.indnkeyatts - 1]
      AND spare.collations[0:spare.indnkeyatts - 1] = kept.collations[0:spare.indnkeyatts - 1]
      AND spare.options[0:spare.indnkeyatts - 1] = kept.options[0:spare.indnkeyatts - 1]
      AND NOT (spare.indnkeyatts = kept.indnkeyatts AND kept.indnatts = kept.indnkeyatts)
  END
ORDER BY spare.oid, (spare.columns = kept.columns) DESC, kept.guarantees DESC, kept.oid
