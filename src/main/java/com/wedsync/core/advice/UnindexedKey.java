package com.wedsync.core.advice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.wedsync.core.bloat.Confidence;

import io.vertx.mutiny.sqlclient.Row;

/** A foreign key whose rows no index finds. */
record UnindexedKey(String constraint, String schema, String plainTable, String table, String parent, List<String> columns,
        long sizeBytes, long liveRows, long parentDeletes, long parentUpdates) {

    static final String RISK = "Reads the table twice and waits for transactions that are open; writes go on. Each write costs a little more afterwards.";

    static UnindexedKey from(Row row) {
        return new UnindexedKey(row.getString("constraint_name"), row.getString("schema_name"), row.getString("plain_name"),
                row.getString("table_name"), row.getString("parent_name"), List.of(row.getArrayOfStrings("columns")),
                row.getLong("size_bytes"), row.getLong("live_rows"), row.getLong("parent_deletes"),
                row.getLong("parent_updates"));
    }

    Advice advice() {
        String list = String.join(", ", columns.stream().map(Identifier::quoted).toList());
        String name = Identifier.quoted(Identifier.shortened(plainTable, columns));
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("columns", columns);
        evidence.put("parent", parent);
        evidence.put("index", Identifier.quoted(schema) + "." + name);
        evidence.put("size_bytes", sizeBytes);
        evidence.put("live_rows", liveRows);
        evidence.put("parent_deletes_since_statistics_began", parentDeletes);
        evidence.put("parent_updates_since_statistics_began", parentUpdates);
        return Advice.of(AdviceKind.MISSING_FOREIGN_KEY_INDEX, constraint, table,
                "No index of " + table + " begins with " + list + ": each delete in " + parent + " reads all of it.", evidence,
                null,
                parentDeletes > 0 ? Confidence.HIGH : Confidence.LOW,
                "CREATE INDEX CONCURRENTLY " + name + " ON " + table + " (" + list + ")", RISK);
    }
}
