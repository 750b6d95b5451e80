package com.wedsync.core.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An extension that the service needs, or uses where the server has it. */
@Schema(description = "An extension that the service needs, or uses where the server has it.")
public record Extension(
        @Schema(examples = "pgcrypto") String name,
        @Schema(examples = "true") boolean required,
        @Schema(description = "installed in the database; null if it is not", examples = "1.3") @Nullable String version,
        @Schema(description = "whether the server could install it", examples = "true") boolean available) {

    static List<Extension> read(Connection connection) throws SQLException {
        List<Extension> extensions = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT wanted.name, wanted.required, installed.extversion, available.name IS NOT NULL
                FROM (VALUES ('pg_stat_statements', true), ('pg_trgm', true), ('pgcrypto', true), ('uuid-ossp', true),
                  ('postgis', false), ('timescaledb', false)) AS wanted (name, required)
                LEFT JOIN pg_catalog.pg_extension AS installed ON installed.extname = wanted.name
                LEFT JOIN pg_catalog.pg_available_extensions AS available ON available.name = wanted.name
                ORDER BY wanted.required DESC, wanted.name
                """); ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                extensions.add(new Extension(rows.getString(1), rows.getBoolean(2), rows.getString(3), rows.getBoolean(4)));
            }
        }
        return extensions;
    }
}
