-- How much WAL was written, and how does its archiver do?
-- Parameters: none. PostgreSQL 15 and newer. Reads shared memory and the names of the files of WAL.
SELECT
  wal.stats_reset AS wal_reset,
  wal.wal_bytes::bigint AS wal_bytes,
  wal.wal_fpi AS full_page_images,
  (SELECT sum(size) FROM pg_catalog.pg_ls_waldir())::bigint AS size_bytes,
  pg_catalog.current_setting('archive_mode') <> 'off' AS archiving,
  archiver.stats_reset AS archiver_reset,
  archiver.failed_count AS archiver_failures,
  coalesce(archiver.last_failed_time > archiver.last_archived_time,
    archiver.last_failed_time IS NOT NULL) AS archiver_failing,
  extract(epoch FROM pg_catalog.clock_timestamp() - archiver.last_archived_time)::float8 AS archiver_success_age_seconds,
  CASE WHEN pg_catalog.current_setting('archive_mode') <> 'off' THEN (
    SELECT count(*) FROM pg_catalog.pg_ls_archive_statusdir() WHERE name LIKE '%.ready') END AS archiver_waiting_files
FROM pg_catalog.pg_stat_wal AS wal
CROSS JOIN pg_catalog.pg_stat_archiver AS archiver
