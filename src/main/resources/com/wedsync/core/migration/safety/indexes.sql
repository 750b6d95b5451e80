-- Which indexes do tables have? Those of partitioned tables hold nothing and are left out. One that was built CONCURRENTLY
-- became valid in a later transaction than the one that made it. PostgreSQL 15 or newer.
SELECT relation.oid::bigint AS id,
       index.indrelid::bigint AS table_id,
       pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS name,
       index.indisunique AS is_unique,
       index.indisvalid AS valid,
       relation.relfilenode::bigint AS file,
       pg_catalog.replace(pg_catalog.pg_get_indexdef(relation.oid), pg_catalog.format(' INDEX %I ON ', relation.relname), ' INDEX ON ')
           AS definition,
       index.xmin::text <> relation.xmin::text AS concurrent,
       index.indkey::int2[]::int[] AS columns
FROM pg_catalog.pg_index AS index
JOIN pg_catalog.pg_class AS relation ON relation.oid = index.indexrelid
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
WHERE relation.relkind = 'i'
  AND namespace.nspname !~ '^pg_' AND namespace.nspname <> 'information_schema'
ORDER BY name
