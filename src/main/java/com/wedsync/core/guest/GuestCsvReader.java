package com.wedsync.core.guest;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.ProblemType;
import com.wedsync.core.error.Unprocessable;
import com.wedsync.core.guest.GuestFile.Line;

/** Reads CSV of RFC 4180 in UTF-8, with or without a byte order mark, with commas or semicolons between cells. */
@ApplicationScoped
class GuestCsvReader {

    private final GuestCsvColumns columns;

    GuestCsvReader(GuestCsvColumns columns) {
        this.columns = columns;
    }

    /** @throws Unprocessable if the file as a whole is none; what single cells say is not looked at */
    GuestFile read(byte[] file) {
        String text = text(file);
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter(text)).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            CSVRecord first = next(parser, parser.iterator());
            if (first == null) {
                throw refused(1, null, "the file is empty; the first line names the columns");
            }
            return new GuestFile(lines(parser, header(first)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<Line> lines(CSVParser parser, List<String> header) {
        List<Line> lines = new ArrayList<>();
        Iterator<CSVRecord> records = parser.iterator();
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            CSVRecord cells = next(parser, records);
            if (cells == null) {
                return lines;
            }
            if (isBlank(cells)) {
                continue;
            }
            if (lines.size() == GuestFile.MAX_ROWS) {
                throw refused(line, null, "a file has " + GuestFile.MAX_ROWS + " rows at most");
            }
            if (cells.size() != header.size()) {
                throw refused(line, null, "the row has " + cells.size() + " cells, the header " + header.size());
            }
            lines.add(new Line(line, columns.row(header, cells.toList())));
        }
    }

    private static boolean isBlank(CSVRecord cells) {
        return cells.size() == 1 && cells.get(0).isBlank();
    }

    private static @Nullable CSVRecord next(CSVParser parser, Iterator<CSVRecord> records) {
        long line = parser.getCurrentLineNumber() + 1;
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException broken) {
            throw refused(line, null, "a quoted cell is not closed, or text follows a closing quote");
        }
    }

    private static List<String> header(CSVRecord first) {
        Set<String> seen = new HashSet<>();
        List<String> header = first.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        for (String name : header) {
            if (!GuestCsvColumns.KNOWN.contains(name)) {
                throw refused(1, name, "is no column; known are " + String.join(", ", GuestCsvColumns.KNOWN));
            }
            if (!seen.add(name)) {
                throw refused(1, name, "is there twice");
            }
        }
        if (!seen.contains("name")) {
            throw refused(1, "name", "is missing");
        }
        return header;
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw refused(1, null, "the file is not in UTF-8");
        }
    }

    /** Spreadsheets of half of Europe write semicolons. No column's name has either. */
    private static char delimiter(String text) {
        return text.lines().findFirst().orElse("").indexOf(';') >= 0 ? ';' : ',';
    }

    private static Unprocessable refused(long line, @Nullable String column, String message) {
        return new Unprocessable(ProblemType.UNPROCESSABLE, "The file cannot be read as a guest list; see 'errors'.",
                Map.of("errors", List.of(new CsvError(line, column, message))));
    }
}
