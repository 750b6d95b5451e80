package com.wedsync.core.guest;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonValue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;

/** Those fields of a guest that were asked for, as JSON has them. */
@RegisterForReflection
record SparseGuest(@JsonValue Map<String, @Nullable Object> values) {

    static SparseGuest from(Row row, GuestFields fields) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : fields.names()) {
            Object value = row.getValue(name);
            values.put(name, value instanceof OffsetDateTime moment ? moment.toInstant() : value);
        }
        return new SparseGuest(values);
    }
}
