-- Who keeps dead rows of this database from being removed? The oldest holder of each kind.
-- Parameters: none. PostgreSQL 15 and newer. Sessions of other databases hold nothing back here.
SELECT DISTINCT ON (kind)
  kind,
  holder,
  age::bigint AS age,
  since
FROM (
  SELECT
    'session' AS kind,
    pg_catalog.format('pid %s of %s, application %s, %s', pid, usename, application_name, state) AS holder,
    greatest(pg_catalog.age(backend_xmin), pg_catalog.age(backend_xid)) AS age,
    xact_start AS since
  FROM pg_catalog.pg_stat_activity
  WHERE (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
    AND datname = pg_catalog.current_database()
    AND backend_type <> 'walsender'
    AND pid <> pg_catalog.pg_backend_pid()
  UNION ALL
  SELECT
    'prepared_transaction',
    pg_catalog.format('prepared transaction %s of %s', gid, owner),
    pg_catalog.age(transaction),
    prepared
  FROM pg_catalog.pg_prepared_xacts
  WHERE database = pg_catalog.current_database()
  UNION ALL
  SELECT
    'slot',
    pg_catalog.format('replication slot %s', slot_name),
    greatest(pg_catalog.age(xmin), pg_catalog.age(catalog_xmin)),
    NULL
  FROM pg_catalog.pg_replication_slots
  WHERE xmin IS NOT NULL OR catalog_xmin IS NOT NULL
  UNION ALL
  SELECT
    'standby',
    pg_catalog.format('standby %s', coalesce(nullif(application_name, ''), client_addr::text, pid::text)),
    pg_catalog.age(backend_xmin),
    NULL
  FROM pg_catalog.pg_stat_replication
  WHERE backend_xmin IS NOT NULL
) AS holders
ORDER BY kind, age DESC
