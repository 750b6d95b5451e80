-- Puts the minutes of hours that are over into one row for each series and hour.
-- Parameters: $1 a moment of the present hour. PostgreSQL 15 and newer.
WITH over AS (
  DELETE FROM ops.observation
  WHERE minute < pg_catalog.date_trunc('hour', $1::timestamptz, 'UTC')
  RETURNING minute, series, value
)
INSERT INTO ops.observation_hour (series, hour, observed, minimum, average, maximum, minutes, detail)
SELECT
  point.series,
  pg_catalog.date_trunc('hour', over.minute, 'UTC'),
  count(*),
  min(point.value),
  avg(point.value),
  max(point.value),
  array_agg(extract(minute FROM over.minute AT TIME ZONE 'UTC')::smallint ORDER BY over.minute),
  array_agg(point.value::real ORDER BY over.minute)
FROM over
CROSS JOIN LATERAL unnest(over.series, over.value) AS point (series, value)
GROUP BY point.series, pg_catalog.date_trunc('hour', over.minute, 'UTC')
ON CONFLICT (series, hour) DO NOTHING
