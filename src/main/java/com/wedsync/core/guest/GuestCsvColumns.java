package com.wedsync.core.guest;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Cells of text as the values of a guest. What does not fit is left as text, and found where rows are checked. */
@ApplicationScoped
class GuestCsvColumns {

    /** Those that an export has; what the service counts and dates itself is read and left aside. */
    static final Set<String> KNOWN = new TreeSet<>(Set.of("id", "version", "name", "email", "phone", "side", "household",
            "is_child", "rsvp_status", "rsvp_at", "plus_ones_allowed", "plus_one_of", "dietary_requirements",
            "accessibility_needs", "table_name", "notes", "updated_at"));

    private final ObjectMapper json;

    GuestCsvColumns(ObjectMapper json) {
        this.json = json;
    }

    /** An empty cell is as good as none. */
    ObjectNode row(List<String> header, List<String> cells) {
        ObjectNode row = json.createObjectNode();
        for (int i = 0; i < header.size(); i++) {
            String cell = CsvCells.unprotect(cells.get(i));
            if (!cell.isBlank()) {
                put(row, header.get(i), cell);
            }
        }
        return row;
    }

    private static void put(ObjectNode row, String column, String cell) {
        switch (column) {
            case "rsvp_at", "updated_at" -> {
            }
            case "is_child" -> truth(row, column, cell.strip());
            case "version", "plus_ones_allowed" -> number(row, column, cell.strip());
            case "dietary_requirements" -> Arrays.stream(cell.split(GuestCsvWriter.SEPARATOR)).map(String::strip)
                    .filter(text -> !text.isEmpty()).forEach(row.withArray(column)::add);
            case "id", "plus_one_of", "side", "rsvp_status" -> row.put(column, cell.strip());
            default -> row.put(column, cell);
        }
    }

    private static void truth(ObjectNode row, String column, String cell) {
        switch (cell.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "1" -> row.put(column, true);
            case "false", "no", "0" -> row.put(column, false);
            default -> row.put(column, cell);
        }
    }

    private static void number(ObjectNode row, String column, String cell) {
        if (cell.matches("\\d{1,9}")) {
            row.put(column, Integer.parseInt(cell));
        } else {
            row.put(column, cell);
        }
    }
}
