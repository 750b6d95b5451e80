-- How long did the statements that name these tables take before, and how long after?
-- Parameters: $1 plain names of tables, $2 begin and $3 end of the time before, $4 begin and $5 end of the time after; whole hours.
SELECT
  cost.query_id,
  cost.user_id,
  max(statement.text) AS text,
  coalesce(sum(cost.calls) FILTER (WHERE cost.hour < $3::timestamptz), 0)::bigint AS calls_before,
  coalesce(sum(cost.milliseconds) FILTER (WHERE cost.hour < $3::timestamptz), 0) AS milliseconds_before,
  coalesce(sum(cost.calls) FILTER (WHERE cost.hour >= $4::timestamptz), 0)::bigint AS calls_after,
  coalesce(sum(cost.milliseconds) FILTER (WHERE cost.hour >= $4::timestamptz), 0) AS milliseconds_after
FROM ops.statement_hour AS cost
JOIN ops.statement AS statement ON statement.query_id = cost.query_id
WHERE (cost.hour >= $2::timestamptz AND cost.hour < $3::timestamptz
    OR cost.hour >= $4::timestamptz AND cost.hour < $5::timestamptz)
  AND EXISTS (
    SELECT
    FROM unnest($1::text[]) AS named (name)
    WHERE statement.text ~* ('\m' || pg_catalog.regexp_replace(named.name, '\W', '.', 'g') || '\M'))
GROUP BY cost.query_id, cost.user_id
ORDER BY 7 DESC
