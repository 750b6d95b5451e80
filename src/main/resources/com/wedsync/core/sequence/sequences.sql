-- How much of its numbers has each sequence used, by its own type and by that of the columns it fills?
-- Parameters: none. PostgreSQL 15 and newer. A sequence that is locked exclusively, or that the log-in may not read, has no
-- last_value; one that cycles never ends and is left out. Columns are found by ownership (serial, identity) and by default.
WITH locked AS MATERIALIZED (
  SELECT relation
  FROM pg_catalog.pg_locks
  WHERE locktype = 'relation'
    AND mode = 'AccessExclusiveLock'
    AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
), filled AS (
  SELECT owned.objid AS sequence, owned.refobjid AS relation, owned.refobjsubid AS number
  FROM pg_catalog.pg_sequence AS sequence
  JOIN pg_catalog.pg_depend AS owned ON owned.objid = sequence.seqrelid
  WHERE owned.classid = 'pg_catalog.pg_class'::regclass
    AND owned.refclassid = 'pg_catalog.pg_class'::regclass
    AND owned.deptype IN ('a', 'i')
    AND owned.refobjsubid > 0
  UNION
  SELECT used.refobjid, value.adrelid, value.adnum
  FROM pg_catalog.pg_sequence AS sequence
  JOIN pg_catalog.pg_depend AS used ON used.refobjid = sequence.seqrelid
  JOIN pg_catalog.pg_attrdef AS value ON value.oid = used.objid
  WHERE used.classid = 'pg_catalog.pg_attrdef'::regclass
    AND used.refclassid = 'pg_catalog.pg_class'::regclass
), narrowest AS (
  SELECT
    filled.sequence,
    min(CASE attribute.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
      WHEN 'int8'::regtype THEN 9223372036854775807 END) AS max
  FROM filled
  JOIN pg_catalog.pg_attribute AS attribute ON attribute.attrelid = filled.relation AND attribute.attnum = filled.number
  GROUP BY filled.sequence
)
SELECT
  pg_catalog.format('%I.%I', schema.nspname, relation.relname) AS sequence_name,
  CASE
    WHEN locked.relation IS NULL AND pg_catalog.has_sequence_privilege(relation.oid, 'USAGE, SELECT')
      THEN pg_catalog.pg_sequence_last_value(relation.oid)
  END AS last_value,
  sequence.seqincrement > 0 AS ascending,
  sequence.seqincrement AS increment,
  CASE
    WHEN sequence.seqincrement > 0 THEN least(sequence.seqmax, narrowest.max)
    ELSE greatest(sequence.seqmin, -narrowest.max - 1)
  END AS last_possible,
  locked.relation IS NOT NULL AS locked,
  pg_catalog.has_sequence_privilege(relation.oid, 'USAGE, SELECT') AS readable
FROM pg_catalog.pg_sequence AS sequence
JOIN pg_catalog.pg_class AS relation ON relation.oid = sequence.seqrelid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
LEFT JOIN narrowest ON narrowest.sequence = sequence.seqrelid
LEFT JOIN locked ON locked.relation = sequence.seqrelid
WHERE NOT sequence.seqcycle
  AND relation.relpersistence <> 't'
