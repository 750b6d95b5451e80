-- Notes which indexes were used since they were last looked at. A counter that fell to 0 was reset: that is no use.
-- Parameters: none. PostgreSQL 15 and newer. Catalogues and statistics only.
INSERT INTO ops.index_use AS known (index, scans, last_used_at)
SELECT
  index.indexrelid::bigint,
  pg_catalog.pg_stat_get_numscans(index.indexrelid),
  CASE WHEN pg_catalog.pg_stat_get_numscans(index.indexrelid) > 0 THEN pg_catalog.clock_timestamp() END
FROM pg_catalog.pg_index AS index
JOIN pg_catalog.pg_class AS relation ON relation.oid = index.indexrelid
WHERE relation.relkind = 'i'
  AND relation.relpersistence <> 't'
  AND relation.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace)
ON CONFLICT (index) DO UPDATE
SET scans = excluded.scans,
    last_used_at = coalesce(excluded.last_used_at, known.last_used_at)
WHERE known.scans <> excluded.scans
