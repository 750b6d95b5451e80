-- Which tables and views are there, and who may use them? PostgreSQL 15 or newer.
SELECT relation.oid::bigint AS id,
       pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS name,
       relation.relkind = 'v' AS is_view,
       relation.relfilenode::bigint AS file,
       ARRAY(
           SELECT pg_catalog.format('%s may %s', CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE acl.grantee::regrole::text END,
                                    acl.privilege_type)
           FROM pg_catalog.aclexplode(coalesce(relation.relacl, pg_catalog.acldefault('r', relation.relowner))) AS acl
       ) AS grants
FROM pg_catalog.pg_class AS relation
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND namespace.nspname !~ '^pg_' AND namespace.nspname <> 'information_schema'
  AND NOT EXISTS (
      SELECT
      FROM pg_catalog.pg_depend AS member
      WHERE member.classid = 'pg_catalog.pg_class'::regclass AND member.objid = relation.oid AND member.deptype = 'e')
ORDER BY name
