-- Which functions and procedures can be called, with which result? PostgreSQL 15 or newer.
SELECT pg_catalog.format('%I.%I(%s)', namespace.nspname, routine.proname, pg_catalog.oidvectortypes(routine.proargtypes)),
       coalesce(pg_catalog.pg_get_function_result(routine.oid), '')
FROM pg_catalog.pg_proc AS routine
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = routine.pronamespace
WHERE namespace.nspname !~ '^pg_' AND namespace.nspname <> 'information_schema'
  AND NOT EXISTS (
      SELECT
      FROM pg_catalog.pg_depend AS member
      WHERE member.classid = 'pg_catalog.pg_proc'::regclass AND member.objid = routine.oid AND member.deptype = 'e')
ORDER BY 1
