package com.wedsync.core.guest;

import java.util.regex.Pattern;

/**
 * Cells that spreadsheets would take for formulas, written with an apostrophe before them: text by everybody's agreement.
 * Reading takes it away again.
 */
final class CsvCells {

    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private CsvCells() {
    }

    static String protect(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String unprotect(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
