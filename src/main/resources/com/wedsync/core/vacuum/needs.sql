-- How much does each table need VACUUM, ANALYZE and freezing, measured against the thresholds of autovacuum?
-- Parameters: none. PostgreSQL 15 and newer. A score is need over threshold: 1 is when autovacuum would begin. A TOAST table
-- has needs of its own and is vacuumed with its table, whose options count for it unless it has its own.
-- Takes no lock on any relation: statistics and catalogues only.
WITH setting AS MATERIALIZED (
  SELECT
    pg_catalog.current_setting('autovacuum')::boolean AS enabled,
    pg_catalog.current_setting('autovacuum_vacuum_threshold')::float8 AS vacuum_threshold,
    pg_catalog.current_setting('autovacuum_vacuum_scale_factor')::float8 AS vacuum_scale_factor,
    coalesce(pg_catalog.current_setting('autovacuum_vacuum_max_threshold', true), '-1')::float8 AS vacuum_max_threshold,
    pg_catalog.current_setting('autovacuum_vacuum_insert_threshold')::float8 AS insert_threshold,
    pg_catalog.current_setting('autovacuum_vacuum_insert_scale_factor')::float8 AS insert_scale_factor,
    pg_catalog.current_setting('autovacuum_analyze_threshold')::float8 AS analyze_threshold,
    pg_catalog.current_setting('autovacuum_analyze_scale_factor')::float8 AS analyze_scale_factor,
    pg_catalog.current_setting('autovacuum_freeze_max_age')::float8 AS freeze_max_age,
    pg_catalog.current_setting('autovacuum_multixact_freeze_max_age')::float8 AS multixact_freeze_max_age
), option AS MATERIALIZED (
  SELECT
    relation.oid,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_enabled'))::boolean AS enabled,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_threshold'))::float8 AS vacuum_threshold,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_scale_factor'))::float8 AS vacuum_scale_factor,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_max_threshold'))::float8 AS vacuum_max_threshold,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_insert_threshold'))::float8 AS insert_threshold,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_vacuum_insert_scale_factor'))::float8 AS insert_scale_factor,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_analyze_threshold'))::float8 AS analyze_threshold,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_analyze_scale_factor'))::float8 AS analyze_scale_factor,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_freeze_max_age'))::float8 AS freeze_max_age,
    (max(option_value) FILTER (WHERE option_name = 'autovacuum_multixact_freeze_max_age'))::float8 AS multixact_freeze_max_age
  FROM pg_catalog.pg_class AS relation
  CROSS JOIN pg_catalog.pg_options_to_table(relation.reloptions)
  WHERE relation.relkind IN ('r', 'm', 't')
    AND relation.reloptions IS NOT NULL
  GROUP BY relation.oid
), storage AS (
  -- a table, and behind it its TOAST table
  SELECT relation.oid AS table_oid, relation.oid, relation.relfrozenxid, relation.relminmxid, relation.reltuples, false AS toast
  FROM pg_catalog.pg_class AS relation
  WHERE relation.relkind IN ('r', 'm') AND relation.relpersistence <> 't'
  UNION ALL
  SELECT relation.oid, toast.oid, toast.relfrozenxid, toast.relminmxid, toast.reltuples, true
  FROM pg_catalog.pg_class AS relation
  JOIN pg_catalog.pg_class AS toast ON toast.oid = relation.reltoastrelid
  WHERE relation.relkind IN ('r', 'm') AND relation.relpersistence <> 't'
), need AS (
  SELECT
    storage.table_oid,
    bool_and(setting.enabled AND coalesce(own.enabled, main.enabled, true)) AS autovacuum_enabled,
    max(pg_catalog.age(storage.relfrozenxid))::bigint AS transaction_id_age,
    max(pg_catalog.mxid_age(storage.relminmxid))::bigint AS multixact_id_age,
    max(pg_catalog.age(storage.relfrozenxid)
      / least(setting.freeze_max_age, coalesce(own.freeze_max_age, main.freeze_max_age))) AS transaction_id_score,
    max(pg_catalog.mxid_age(storage.relminmxid)
      / least(setting.multixact_freeze_max_age, coalesce(own.multixact_freeze_max_age, main.multixact_freeze_max_age)))
      AS multixact_id_score,
    max(pg_catalog.pg_stat_get_dead_tuples(storage.oid)
      / greatest(1, CASE
        WHEN coalesce(own.vacuum_max_threshold, main.vacuum_max_threshold, setting.vacuum_max_threshold) >= 0
          THEN least(coalesce(own.vacuum_max_threshold, main.vacuum_max_threshold, setting.vacuum_max_threshold), threshold.vacuum)
        ELSE threshold.vacuum
      END)) AS vacuum_score,
    max(CASE
      WHEN coalesce(own.insert_threshold, main.insert_threshold, setting.insert_threshold) >= 0
        THEN pg_catalog.pg_stat_get_ins_since_vacuum(storage.oid) / greatest(1, threshold.insert)
      ELSE 0
    END) AS insert_score,
    max(CASE
      WHEN NOT storage.toast THEN pg_catalog.pg_stat_get_mod_since_analyze(storage.oid) / greatest(1, threshold.analyze)
      ELSE 0
    END) AS analyze_score
  FROM storage
  CROSS JOIN setting
  LEFT JOIN option AS own ON own.oid = storage.oid
  LEFT JOIN option AS main ON main.oid = storage.table_oid AND storage.toast
  CROSS JOIN LATERAL (
    SELECT
      coalesce(own.vacuum_threshold, main.vacuum_threshold, setting.vacuum_threshold)
        + coalesce(own.vacuum_scale_factor, main.vacuum_scale_factor, setting.vacuum_scale_factor)
        * greatest(storage.reltuples, 0) AS vacuum,
      coalesce(own.insert_threshold, main.insert_threshold, setting.insert_threshold)
        + coalesce(own.insert_scale_factor, main.insert_scale_factor, setting.insert_scale_factor)
        * greatest(storage.reltuples, 0) AS insert,
      coalesce(own.analyze_threshold, main.analyze_threshold, setting.analyze_threshold)
        + coalesce(own.analyze_scale_factor, main.analyze_scale_factor, setting.analyze_scale_factor)
        * greatest(storage.reltuples, 0) AS analyze
  ) AS threshold
  GROUP BY storage.table_oid
)
SELECT
  relation.oid::bigint AS oid,
  pg_catalog.format('%I.%I', schema.nspname, relation.relname) AS table_name,
  relation.relpages * pg_catalog.current_setting('block_size')::bigint AS heap_bytes,
  pg_catalog.pg_stat_get_live_tuples(relation.oid) AS live_rows,
  pg_catalog.pg_stat_get_dead_tuples(relation.oid) AS dead_rows,
  pg_catalog.pg_stat_get_mod_since_analyze(relation.oid) AS modifications_since_analyze,
  pg_catalog.pg_stat_get_ins_since_vacuum(relation.oid) AS inserts_since_vacuum,
  need.autovacuum_enabled,
  need.transaction_id_age,
  need.multixact_id_age,
  need.transaction_id_score,
  need.multixact_id_score,
  need.vacuum_score,
  need.insert_score,
  need.analyze_score,
  greatest(pg_catalog.pg_stat_get_last_vacuum_time(relation.oid), pg_catalog.pg_stat_get_last_autovacuum_time(relation.oid))
    AS last_vacuum,
  greatest(pg_catalog.pg_stat_get_last_analyze_time(relation.oid), pg_catalog.pg_stat_get_last_autoanalyze_time(relation.oid))
    AS last_analyze,
  relation.reltuples >= 0 AS analyzed
FROM need
JOIN pg_catalog.pg_class AS relation ON relation.oid = need.table_oid
JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relation.relnamespace
WHERE schema.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
