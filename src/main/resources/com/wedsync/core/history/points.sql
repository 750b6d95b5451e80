-- How did the series of a metric go?
-- Parameters: $1 metric, $2 labels that its series must have (jsonb), $3 from, $4 until, $5 length of a step. PostgreSQL 15 and newer.
-- A step that is shorter than an hour is made of minutes where they are still there, of the whole hour where not.
WITH wanted AS MATERIALIZED (
  SELECT id, labels
  FROM ops.series
  WHERE name = $1
    AND labels @> $2::text::jsonb
  ORDER BY last_seen DESC, id
  LIMIT 50
), point AS (
  SELECT
    stored.series,
    stored.hour + pg_catalog.make_interval(mins => detail.minute) AS at,
    detail.value::float8 AS minimum,
    detail.value::float8 AS average,
    detail.value::float8 AS maximum,
    1 AS observed
  FROM ops.observation_hour AS stored
  CROSS JOIN LATERAL unnest(stored.minutes, stored.detail) AS detail (minute, value)
  WHERE stored.series IN (SELECT id FROM wanted)
    AND stored.hour >= $3::timestamptz - interval '1 hour'
    AND stored.hour < $4::timestamptz
    AND $5::interval < interval '1 hour'
  UNION ALL
  SELECT stored.series, stored.hour, stored.minimum, stored.average, stored.maximum, stored.observed
  FROM ops.observation_hour AS stored
  WHERE stored.series IN (SELECT id FROM wanted)
    AND stored.hour >= $3::timestamptz - interval '1 hour'
    AND stored.hour < $4::timestamptz
    AND ($5::interval >= interval '1 hour' OR stored.detail IS NULL)
  UNION ALL
  SELECT value.series, present.minute, value.value, value.value, value.value, 1
  FROM ops.observation AS present
  CROSS JOIN LATERAL unnest(present.series, present.value) AS value (series, value)
  WHERE value.series IN (SELECT id FROM wanted)
    AND present.minute >= $3::timestamptz
    AND present.minute < $4::timestamptz
)
SELECT
  wanted.labels::text AS labels,
  pg_catalog.date_bin($5::interval, point.at, timestamptz '2000-01-01 00:00:00Z') AS at,
  min(point.minimum) AS minimum,
  sum(point.average * point.observed) / sum(point.observed) AS average,
  max(point.maximum) AS maximum
FROM point
JOIN wanted ON wanted.id = point.series
WHERE point.at >= pg_catalog.date_bin($5::interval, $3::timestamptz, timestamptz '2000-01-01 00:00:00Z')
  AND point.at < $4::timestamptz
GROUP BY wanted.id, wanted.labels, 2
ORDER BY wanted.id, 2
