package com.wedsync.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files under docs, as the tests that compare them with the code read them. */
final class Documentation {

    private Documentation() {
    }

    /** Every line of {@code file} that {@code pattern} matches as a whole. */
    static List<MatchResult> lines(String file, Pattern pattern) {
        try {
            return Files.readAllLines(Path.of("docs", file)).stream()
                    .map(pattern::matcher).filter(line -> line.matches()).map(line -> line.toMatchResult()).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
