-- Which columns do tables and views have, and what fills them? PostgreSQL 15 or newer.
SELECT attribute.attrelid::bigint AS table_id,
       attribute.attnum AS number,
       pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS table_name,
       pg_catalog.quote_ident(attribute.attname) AS name,
       attribute.atttypid::bigint AS type_id,
       pg_catalog.format_type(attribute.atttypid, attribute.atttypmod) AS type,
       attribute.attnotnull AS not_null,
       attribute.atthasdef OR attribute.attidentity <> '' AS filled,
       EXISTS (
           SELECT
           FROM pg_catalog.pg_depend AS owned
           JOIN pg_catalog.pg_class AS sequence ON sequence.oid = owned.objid AND sequence.relkind = 'S'
           WHERE owned.classid = 'pg_catalog.pg_class'::regclass AND owned.refclassid = 'pg_catalog.pg_class'::regclass
             AND owned.refobjid = attribute.attrelid AND owned.refobjsubid = attribute.attnum AND owned.deptype = 'a'
       ) AS serial,
       attribute.attidentity <> '' OR EXISTS (
           SELECT
           FROM pg_catalog.pg_constraint AS primary_key
           WHERE primary_key.conrelid = attribute.attrelid AND primary_key.contype = 'p'
             AND attribute.attnum = ANY (primary_key.conkey)
       ) AS key
FROM pg_catalog.pg_attribute AS attribute
JOIN pg_catalog.pg_class AS relation ON relation.oid = attribute.attrelid
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND attribute.attnum > 0 AND NOT attribute.attisdropped
  AND namespace.nspname !~ '^pg_' AND namespace.nspname <> 'information_schema'
  AND NOT EXISTS (
      SELECT
      FROM pg_catalog.pg_depend AS member
      WHERE member.classid = 'pg_catalog.pg_class'::regclass AND member.objid = relation.oid AND member.deptype = 'e')
ORDER BY table_name, number
