-- How busy is the server, and does something go on that maintenance has to let pass?
-- Parameters: $1 first key of the advisory locks of migrations. PostgreSQL 15 and newer.
-- An idle standby has no replay_lag; it is not behind if it has replayed all that was sent.
SELECT
  pg_catalog.clock_timestamp() AS at,
  CASE WHEN NOT pg_catalog.pg_is_in_recovery()
    THEN pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')::bigint
  END AS wal_position,
  (
    SELECT extract(epoch FROM max(CASE
      WHEN standby.replay_lag IS NULL AND standby.replay_lsn >= standby.sent_lsn THEN interval '0'
      ELSE standby.replay_lag
    END))::float8
    FROM pg_catalog.pg_stat_replication AS standby
    WHERE standby.replay_lsn IS NOT NULL
  ) AS lag_seconds,
  CASE
    WHEN pg_catalog.pg_is_in_recovery() THEN 'this server is a standby'
    WHEN EXISTS (SELECT FROM pg_catalog.pg_stat_progress_basebackup)
      -- backup tools that copy files themselves keep a session open meanwhile
      OR EXISTS (
        SELECT
        FROM pg_catalog.pg_stat_activity
        WHERE application_name ~* '^(pgbackrest.*backup|barman.*backup|cnpg.*backup)'
          AND backend_type = 'client backend')
      THEN 'a backup is being taken'
    WHEN EXISTS (
        SELECT
        FROM pg_catalog.pg_locks AS lock
        JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
        WHERE database.datname = pg_catalog.current_database()
          AND lock.locktype = 'advisory'
          AND lock.classid = $1::integer::oid
          AND lock.granted)
      THEN 'a migration is being run'
  END AS obstacle
