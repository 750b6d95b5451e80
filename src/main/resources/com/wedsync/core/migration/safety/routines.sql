-- Which functions and procedures can be called, how, with which result, and by whom? PostgreSQL 15 or newer.
SELECT pg_catalog.format('%I.%I(%s)', namespace.nspname, routine.proname, pg_catalog.oidvectortypes(routine.proargtypes))
           AS signature,
       coalesce(pg_catalog.pg_get_function_result(routine.oid), '') AS result,
       pg_catalog.pg_get_function_identity_arguments(routine.oid) AS arguments,
       routine.pronargs - routine.pronargdefaults AS required,
       ARRAY(
           SELECT pg_catalog.format('%s may %s', CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE acl.grantee::regrole::text END,
                                    acl.privilege_type)
           FROM pg_catalog.aclexplode(coalesce(routine.proacl, pg_catalog.acldefault('f', routine.proowner))) AS acl
       ) AS grants
FROM pg_catalog.pg_proc AS routine
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = routine.pronamespace
WHERE namespace.nspname !~ '^pg_' AND namespace.nspname <> 'information_schema'
  AND NOT EXISTS (
      SELECT
      FROM pg_catalog.pg_depend AS member
      WHERE member.classid = 'pg_catalog.pg_proc'::regclass AND member.objid = routine.oid AND member.deptype = 'e')
ORDER BY 1
