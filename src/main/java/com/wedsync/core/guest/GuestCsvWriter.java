package com.wedsync.core.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Guests as CSV of RFC 4180, which {@link GuestCsvReader} takes back. */
final class GuestCsvWriter {

    /** Of a cell with several values. */
    static final String SEPARATOR = ";";

    private static final String[] HEADER = { "id", "version", "name", "email", "phone", "side", "household", "is_child",
            "rsvp_status", "rsvp_at", "plus_ones_allowed", "plus_one_of", "dietary_requirements", "accessibility_needs",
            "table_name", "notes", "updated_at" };

    private GuestCsvWriter() {
    }

    static String header() {
        return CSVFormat.RFC4180.format((Object[]) HEADER) + "\r\n";
    }

    static String rows(List<Guest> guests) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            for (Guest guest : guests) {
                printer.printRecord(cells(guest));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static Stream<String> cells(Guest guest) {
        return Stream.of(guest.id(), guest.version(), guest.name(), text(guest.email()), text(guest.phone()),
                text(guest.side()),
                text(guest.household()), guest.isChild(), guest.rsvpStatus(), text(guest.rsvpAt()), guest.plusOnesAllowed(),
                text(guest.plusOneOf()), String.join(SEPARATOR, guest.dietaryRequirements()), text(guest.accessibilityNeeds()),
                text(guest.tableName()), text(guest.notes()), guest.updatedAt())
                .map(cell -> CsvCells.protect(cell.toString()));
    }

    private static Object text(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
