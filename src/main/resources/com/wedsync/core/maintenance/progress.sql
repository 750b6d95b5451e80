-- How far are the maintenance statements of these backends, and whom do they wait for?
-- $1: backends. PostgreSQL 15 or newer.
WITH progress AS (
  SELECT
    pid,
    phase,
    CASE phase
      WHEN 'scanning heap' THEN 100.0 * heap_blks_scanned / nullif(heap_blks_total, 0)
      WHEN 'vacuuming heap' THEN 100.0 * heap_blks_vacuumed / nullif(heap_blks_total, 0)
    END AS percent,
    NULL::bigint AS locker
  FROM pg_catalog.pg_stat_progress_vacuum
  UNION ALL
  SELECT
    pid,
    phase,
    CASE
      WHEN phase = 'acquiring sample rows' THEN 100.0 * sample_blks_scanned / nullif(sample_blks_total, 0)
      WHEN phase = 'computing extended statistics' THEN 100.0 * ext_stats_computed / nullif(ext_stats_total, 0)
      WHEN phase = 'acquiring inherited sample rows' THEN 100.0 * child_tables_done / nullif(child_tables_total, 0)
    END,
    NULL
  FROM pg_catalog.pg_stat_progress_analyze
  UNION ALL
  SELECT
    pid,
    phase,
    CASE
      WHEN phase LIKE 'waiting%' THEN 100.0 * lockers_done / nullif(lockers_total, 0)
      WHEN tuples_total > 0 THEN 100.0 * tuples_done / tuples_total
      ELSE 100.0 * blocks_done / nullif(blocks_total, 0)
    END,
    nullif(current_locker_pid, 0)
  FROM pg_catalog.pg_stat_progress_create_index
)
SELECT
  backend.pid,
  progress.phase,
  round(least(progress.percent, 100), 1)::double precision AS percent,
  ARRAY(
    SELECT DISTINCT blocking.pid
    FROM unnest(pg_catalog.pg_blocking_pids(backend.pid) || progress.locker::integer) AS blocking (pid)
    WHERE blocking.pid IS NOT NULL) AS waiting_for
FROM pg_catalog.pg_stat_activity AS activity
JOIN unnest($1::integer[]) AS backend (pid) ON backend.pid = activity.pid
LEFT JOIN progress ON progress.pid = backend.pid
