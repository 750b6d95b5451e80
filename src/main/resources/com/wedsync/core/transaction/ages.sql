-- How old are the oldest transaction and multixact ids of this server, and how fast are new ones used up?
-- Parameters: none. PostgreSQL 15 and newer. next_multixact counts from the first id, modulo 2^32.
SELECT
  max(pg_catalog.age(datfrozenxid))::bigint AS transaction_id_age,
  max(pg_catalog.mxid_age(datminmxid))::bigint AS multixact_id_age,
  pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint AS transaction_id_freeze_max_age,
  pg_catalog.current_setting('autovacuum_multixact_freeze_max_age')::bigint AS multixact_id_freeze_max_age,
  -- the server raises a failsafe age that is lower than 105 % of these
  greatest(pg_catalog.current_setting('vacuum_failsafe_age')::bigint,
    pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint * 105 / 100) AS transaction_id_failsafe_age,
  greatest(pg_catalog.current_setting('vacuum_multixact_failsafe_age')::bigint,
    pg_catalog.current_setting('autovacuum_multixact_freeze_max_age')::bigint * 105 / 100) AS multixact_id_failsafe_age,
  pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text::bigint AS next_transaction_id,
  (pg_catalog.mxid_age('1'::xid)::bigint + 4294967296) % 4294967296 AS next_multixact_id
FROM pg_catalog.pg_database
