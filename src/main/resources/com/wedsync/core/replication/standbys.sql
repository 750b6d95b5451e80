-- How far is each connected standby behind?
-- Parameters: none. PostgreSQL 15 and newer. An idle standby has no replay_lag; it is not behind if it has replayed all that was
-- sent. Receivers that never replay (pg_receivewal, pg_basebackup) are not standbys.
SELECT
  coalesce(nullif(application_name, ''), client_addr::text, pid::text) AS standby,
  max(pg_catalog.pg_wal_lsn_diff(
    CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_receive_lsn() ELSE pg_catalog.pg_current_wal_lsn() END,
    replay_lsn))::bigint AS lag_bytes,
  max(CASE WHEN replay_lag IS NULL AND replay_lsn >= sent_lsn THEN 0 ELSE extract(epoch FROM replay_lag) END)::float8 AS lag_seconds
FROM pg_catalog.pg_stat_replication
WHERE replay_lsn IS NOT NULL
GROUP BY 1
ORDER BY 1
