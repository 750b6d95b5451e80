-- Which constraints do tables have? Those of partitions that their parent has are left out. PostgreSQL 15 or newer.
SELECT constrained.oid::bigint AS id,
       constrained.conrelid::bigint AS table_id,
       pg_catalog.quote_ident(constrained.conname) AS name,
       constrained.contype::text AS type,
       constrained.convalidated AS validated,
       pg_catalog.pg_get_constraintdef(constrained.oid) AS definition,
       constrained.conindid::bigint AS index_id,
       coalesce(constrained.conkey, '{}')::int[] AS columns
FROM pg_catalog.pg_constraint AS constrained
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = constrained.connamespace
WHERE constrained.conrelid <> 0 AND constrained.conparentid = 0
  AND namespace.nspname !~ '^pg_' AND namespace.nspname <> 'information_schema'
ORDER BY name
