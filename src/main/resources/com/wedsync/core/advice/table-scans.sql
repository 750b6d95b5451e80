-- How often was each large table read from end to end, and how many rows did that read?
-- Parameters: $1 from which size on (bytes). PostgreSQL 15 and newer. Counters since the server's statistics began.
SELECT
  main.oid::bigint AS table_id,
  pg_catalog.format('%I.%I', schema.nspname, main.relname) AS table_name,
  main.relname::text AS plain_name,
  main.relpages * pg_catalog.current_setting('block_size')::bigint AS size_bytes,
  pg_catalog.pg_stat_get_live_tuples(main.oid) AS live_rows,
  pg_catalog.pg_stat_get_numscans(main.oid) AS scans,
  pg_catalog.pg_stat_get_tuples_returned(main.oid) AS rows_read
FROM pg_catalog.pg_class AS main
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = main.relnamespace
WHERE main.relkind = 'r'
  AND main.relpersistence <> 't'
  AND main.relpages * pg_catalog.current_setting('block_size')::bigint >= $1::bigint
  AND schema.nspname NOT IN ('pg_catalog', 'information_schema')
ORDER BY table_id
