-- How large was the database, hour by hour?
-- Parameters: $1 how far to look back (interval). The last reading of each hour stands for it.
SELECT DISTINCT ON (pg_catalog.date_trunc('hour', taken_at))
  taken_at,
  database_size_bytes
FROM ops.sample
WHERE taken_at > pg_catalog.clock_timestamp() - $1::interval
  AND database_size_bytes IS NOT NULL
ORDER BY pg_catalog.date_trunc('hour', taken_at), taken_at DESC
