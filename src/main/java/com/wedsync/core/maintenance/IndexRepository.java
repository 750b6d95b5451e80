package com.wedsync.core.maintenance;

import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;

import io.smallrye.mutiny.Uni;

/** The indexes of a table, and what interrupted work left of them. */
@Singleton
class IndexRepository {

    private static final String INDEXES = """
            WITH part AS (
              SELECT $1::bigint::oid AS relid
              UNION
              SELECT relid FROM pg_catalog.pg_partition_tree($1::bigint::oid::regclass)
            )
            SELECT
              index.indexrelid::bigint AS oid,
              pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS name,
              index.indisvalid AS valid,
              index.indisexclusion AS exclusion,
              NOT index.indisvalid AND relation.relname ~ '_cc(new|old)[0-9]*$' AS leftover
            FROM pg_catalog.pg_index AS index
            JOIN pg_catalog.pg_class AS relation ON relation.oid = index.indexrelid
            JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relkind = 'i'
              AND index.indrelid IN (
                SELECT relid FROM part
                UNION ALL
                SELECT owner.reltoastrelid
                FROM pg_catalog.pg_class AS owner
                JOIN part ON part.relid = owner.oid)
            ORDER BY name
            """;

    Uni<List<Index>> indexes(Session session, long relation) {
        return session.query(INDEXES, relation)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Index::from).toList());
    }

    private static final String DROP = """
            SELECT ops.drop_reindex_leftover($1::bigint::oid::regclass)
            """;

    /** Drops an invalid index that REINDEX CONCURRENTLY left behind; the server refuses any other. */
    Uni<Void> dropLeftover(Session session, Index index) {
        return session.query(DROP, index.oid()).replaceWithVoid();
    }
}
