-- Which policies of row level security are there, which functions are not the same for ever, and is the policy in force?
-- Parameters: none. PostgreSQL 15 and newer. What is checked of rows that are written is checked of each by nature: left out.
SELECT
  policy.polname::text AS policy_name,
  pg_catalog.quote_ident(policy.polname) AS quoted_name,
  pg_catalog.format('%I.%I', schema.nspname, main.relname) AS table_name,
  main.relrowsecurity AS in_force,
  pg_catalog.pg_stat_get_live_tuples(main.oid) AS live_rows,
  policy.polqual::text AS tree,
  pg_catalog.pg_get_expr(policy.polqual, policy.polrelid) AS expression,
  ARRAY(
    SELECT function.oid::bigint
    FROM pg_catalog.regexp_matches(policy.polqual::text, ':funcid (\d+)', 'g') AS found (number)
    JOIN pg_catalog.pg_proc AS function ON function.oid = found.number[1]::oid
    WHERE function.provolatile <> 'i' AND function.oid NOT IN ('now'::regproc, 'statement_timestamp'::regproc)
    ORDER BY function.oid) AS function_ids,
  ARRAY(
    SELECT pg_catalog.quote_ident(function.proname)
    FROM pg_catalog.regexp_matches(policy.polqual::text, ':funcid (\d+)', 'g') AS found (number)
    JOIN pg_catalog.pg_proc AS function ON function.oid = found.number[1]::oid
    WHERE function.provolatile <> 'i' AND function.oid NOT IN ('now'::regproc, 'statement_timestamp'::regproc)
    ORDER BY function.oid) AS function_names
FROM pg_catalog.pg_policy AS policy
JOIN pg_catalog.pg_class AS main ON main.oid = policy.polrelid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = main.relnamespace
ORDER BY live_rows DESC, table_name, policy_name
