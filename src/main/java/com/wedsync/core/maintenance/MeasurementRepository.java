package com.wedsync.core.maintenance;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** Measures a table before and after maintenance. */
@Singleton
class MeasurementRepository {

    // Counters of zero beside a table with rows mean that the counters were lost, not that the table is empty.
    private static final String MEASURE = """
            WITH part AS (
              SELECT $1::bigint::oid AS relid
              UNION
              SELECT relid FROM pg_catalog.pg_partition_tree($1::bigint::oid::regclass)
            )
            SELECT
              pg_catalog.clock_timestamp() AS at,
              sum(pg_catalog.pg_total_relation_size(part.relid))::bigint AS size_bytes,
              sum(pg_catalog.pg_stat_get_live_tuples(part.relid))::bigint AS live_tuples,
              sum(pg_catalog.pg_stat_get_dead_tuples(part.relid))::bigint AS dead_tuples,
              pg_catalog.current_setting('track_counts')::boolean AS counting,
              sum(pg_catalog.pg_stat_get_live_tuples(part.relid) + pg_catalog.pg_stat_get_dead_tuples(part.relid)
                + pg_catalog.pg_stat_get_tuples_inserted(part.relid)
                + pg_catalog.pg_stat_get_tuples_deleted(part.relid)) > 0
                OR bool_and(relation.reltuples <= 0) AS counted,
              max(pg_catalog.pg_stat_get_last_vacuum_time(part.relid)) AS last_vacuum,
              max(pg_catalog.pg_stat_get_last_analyze_time(part.relid)) AS last_analyze,
              max(greatest(pg_catalog.age(nullif(relation.relfrozenxid, '0'::xid)),
                pg_catalog.age(nullif(toast.relfrozenxid, '0'::xid))))::bigint AS transaction_id_age,
              max(greatest(pg_catalog.mxid_age(nullif(relation.relminmxid, '0'::xid)),
                pg_catalog.mxid_age(nullif(toast.relminmxid, '0'::xid))))::bigint AS multixact_id_age
            FROM part
            JOIN pg_catalog.pg_class AS relation ON relation.oid = part.relid
            LEFT JOIN pg_catalog.pg_class AS toast ON toast.oid = relation.reltoastrelid
            """;

    Uni<Measurement> measure(Session session, long relation) {
        return session.query(MEASURE, relation).map(rows -> Measurement.from(rows.iterator().next()));
    }
}
