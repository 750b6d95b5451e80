-- How large should each larger table and B-tree be, going by the planner's statistics of its columns?
-- Parameters: $1 pages from which a relation is worth an estimate. PostgreSQL 15 and newer. Needs SELECT on the columns of
-- pg_statistic that bootstrap.sql grants: widths and shares, never values. Arrays are in the order in which columns are stored; a
-- column without statistics has NULL in them. Statistics of expressions stand under the index.
WITH relation AS MATERIALIZED (
  SELECT
    class.oid, class.relname, class.relnamespace, class.relkind, class.relpages, class.reltuples, class.reloptions,
    index.indrelid, index.indkey, index.indnkeyatts, index.indisunique,
    coalesce(index.indrelid, class.oid) AS table_oid
  FROM pg_catalog.pg_class AS class
  JOIN pg_catalog.pg_am AS method ON method.oid = class.relam AND method.amname IN ('heap', 'btree')
  LEFT JOIN pg_catalog.pg_index AS index ON index.indexrelid = class.oid
  WHERE class.relkind IN ('r', 'm', 'i')
    AND class.relpersistence <> 't'
    AND class.relpages >= $1::int
    AND class.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
    AND coalesce(index.indisvalid, true)
), described AS (
  SELECT
    relation.oid,
    pg_catalog.array_agg(attribute.attlen::int ORDER BY attribute.attnum) AS lengths,
    pg_catalog.array_agg(CASE attribute.attalign WHEN 'c' THEN 1 WHEN 's' THEN 2 WHEN 'i' THEN 4 ELSE 8 END
      ORDER BY attribute.attnum) AS alignments,
    pg_catalog.array_agg(statistic.stanullfrac ORDER BY attribute.attnum) AS null_shares,
    pg_catalog.array_agg(statistic.stawidth ORDER BY attribute.attnum) AS widths,
    pg_catalog.array_agg(statistic.stadistinct ORDER BY attribute.attnum) AS distincts,
    -- these types are never deduplicated: equal is not the same image
    bool_or(attribute.atttypid IN ('numeric'::regtype, 'float4'::regtype, 'float8'::regtype, 'jsonb'::regtype)) AS no_duplicates
  FROM relation
  JOIN pg_catalog.pg_attribute AS attribute ON attribute.attrelid = relation.oid
    AND attribute.attnum > 0
    AND NOT attribute.attisdropped
    AND attribute.attgenerated <> 'v'
  LEFT JOIN pg_catalog.pg_statistic AS statistic ON NOT statistic.stainherit
    AND (statistic.starelid, statistic.staattnum) = (
      CASE WHEN relation.relkind = 'i' AND relation.indkey[attribute.attnum - 1] <> 0 THEN relation.indrelid ELSE relation.oid END,
      CASE WHEN relation.relkind = 'i' AND relation.indkey[attribute.attnum - 1] <> 0 THEN relation.indkey[attribute.attnum - 1]
        ELSE attribute.attnum END)
  GROUP BY relation.oid
)
SELECT
  relation.oid::bigint AS oid,
  relation.relkind = 'i' AS is_index,
  pg_catalog.format('%I.%I', schema.nspname, relation.relname) AS name,
  pg_catalog.format('%I.%I', table_schema.nspname, main.relname) AS table_name,
  relation.relpages::bigint AS pages,
  relation.reltuples::float8 AS planner_rows,
  main.reltuples::float8 AS table_planner_rows,
  pg_catalog.pg_stat_get_live_tuples(relation.table_oid) AS live_rows,
  pg_catalog.pg_stat_get_mod_since_analyze(relation.table_oid) AS modifications_since_analyze,
  coalesce((SELECT option_value::int FROM pg_catalog.pg_options_to_table(relation.reloptions) WHERE option_name = 'fillfactor'),
    CASE WHEN relation.relkind = 'i' THEN 90 ELSE 100 END) AS fill_factor,
  relation.relkind = 'i' AND NOT relation.indisunique AND NOT described.no_duplicates
    AND relation.indnkeyatts = pg_catalog.array_length(described.lengths, 1) AS deduplicated,
  pg_catalog.current_setting('block_size')::int AS block_size,
  described.lengths,
  described.alignments,
  described.null_shares,
  described.widths,
  described.distincts
FROM relation
JOIN described ON described.oid = relation.oid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
JOIN pg_catalog.pg_class AS main ON main.oid = relation.table_oid
JOIN pg_catalog.pg_namespace AS table_schema ON table_schema.oid = main.relnamespace
