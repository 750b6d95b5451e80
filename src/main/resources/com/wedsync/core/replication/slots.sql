-- How much WAL does each replication slot hold back, and is it still good?
-- Parameters: none. PostgreSQL 15 and newer; columns that only newer versions have are NULL on older ones.
SELECT
  slot.slot_name,
  slot.active,
  slot.wal_status = 'lost' OR coalesce(columns.value ->> 'invalidation_reason', '') <> '' AS lost,
  slot.safe_wal_size AS safe_bytes,
  pg_catalog.pg_wal_lsn_diff(
    CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_receive_lsn() ELSE pg_catalog.pg_current_wal_lsn() END,
    slot.restart_lsn)::bigint AS retained_bytes,
  extract(epoch FROM pg_catalog.clock_timestamp() - (columns.value ->> 'inactive_since')::timestamptz)::float8 AS inactive_seconds
FROM pg_catalog.pg_replication_slots AS slot
CROSS JOIN LATERAL (SELECT pg_catalog.to_jsonb(slot) AS value) AS columns
ORDER BY slot.slot_name
