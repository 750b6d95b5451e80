-- Which policies of row level security are not in force, and which call functions that may be the same for all rows of a statement?
-- Parameters: none. PostgreSQL 15 and newer. What is checked of rows that are written is checked of each by nature: left out. So are
-- volatile functions, which may mean to answer anew, and those whose result has no type of its own. Reading an expression takes an
-- AccessShareLock on its table.
SELECT
  policy.polname::text AS policy_name,
  pg_catalog.quote_ident(policy.polname) AS quoted_name,
  pg_catalog.format('%I.%I', schema.nspname, main.relname) AS table_name,
  main.relrowsecurity AS in_force,
  pg_catalog.pg_stat_get_live_tuples(main.oid) AS live_rows,
  CASE WHEN called.ids IS NOT NULL THEN policy.polqual::text END AS tree,
  CASE WHEN called.ids IS NOT NULL THEN pg_catalog.pg_get_expr(policy.polqual, policy.polrelid) END AS expression,
  coalesce(called.ids, '{}') AS function_ids,
  coalesce(called.names, '{}') AS function_names,
  coalesce(called.types, '{}') AS function_types
FROM pg_catalog.pg_policy AS policy
JOIN pg_catalog.pg_class AS main ON main.oid = policy.polrelid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = main.relnamespace
LEFT JOIN LATERAL (
  SELECT
    pg_catalog.array_agg(function.oid::bigint ORDER BY function.oid) AS ids,
    pg_catalog.array_agg(function.proname::text ORDER BY function.oid) AS names,
    pg_catalog.array_agg(pg_catalog.format_type(function.prorettype, NULL) ORDER BY function.oid) AS types
  FROM (
    SELECT DISTINCT found.number[1]::oid AS id
    FROM pg_catalog.regexp_matches(policy.polqual::text, ':funcid (\d+)', 'g') AS found (number)
  ) AS call
  JOIN pg_catalog.pg_proc AS function ON function.oid = call.id
  JOIN pg_catalog.pg_type AS result ON result.oid = function.prorettype
  WHERE function.provolatile = 's'
    AND result.typtype <> 'p'
    AND function.oid NOT IN ('now'::regproc, 'statement_timestamp'::regproc)
) AS called ON true
WHERE called.ids IS NOT NULL OR NOT main.relrowsecurity
ORDER BY live_rows DESC, table_name, policy_name
