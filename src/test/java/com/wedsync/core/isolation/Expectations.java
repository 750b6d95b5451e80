package com.wedsync.core.isolation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** What expectations.txt says; its head explains the form. */
final class Expectations {

    private static final Set<String> ROLES = Set.of("app", "anon", "authenticated", "service");

    /** A thing to try. {@code rows} are labels; {@code sql} is the clause, the values or the condition; may be empty. */
    record Line(String verb, List<String> rows, String sql, Set<String> allowed) {
    }

    /** A row of the fixture: inserted if there are {@code values}, else known by its {@code key}. */
    record Row(String label, @Nullable String values, @Nullable String key) {
    }

    /** A table, view or function. {@code roles} of a function may execute it. */
    record Entry(String name, boolean definer, Set<String> roles, List<Row> rows, List<Line> lines,
            List<String> identity) {

        Stream<Line> lines(String verb) {
            return lines.stream().filter(line -> line.verb().equals(verb));
        }
    }

    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Map<String, Entry> tables = new LinkedHashMap<>();
    private final Map<String, Entry> functions = new LinkedHashMap<>();

    static Expectations read() {
        Expectations read = new Expectations();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Expectations.class.getResourceAsStream("expectations.txt")), StandardCharsets.UTF_8))) {
            Entry entry = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.strip().startsWith("#")) {
                    entry = read.take(line.strip(), entry);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return read;
    }

    Map<String, Entry> tables() {
        return tables;
    }

    Map<String, Entry> functions() {
        return functions;
    }

    private @Nullable Entry take(String line, @Nullable Entry entry) {
        String verb = line.substring(0, line.indexOf(' '));
        String rest = line.substring(verb.length()).strip();
        switch (verb) {
            case "group" -> groups.put("@" + before(rest, "="), callers(after(rest, "=")));
            case "table" -> {
                return tables.computeIfAbsent(rest, name -> entry(name, false, Set.of()));
            }
            case "function" -> {
                boolean definer = rest.contains(" definer ");
                String signature = before(rest, "=>").replace(" definer", "");
                Set<String> roles = new TreeSet<>(words(after(rest, "=>")));
                roles.remove("nobody");
                require(ROLES.containsAll(roles), line);
                return functions.computeIfAbsent(signature, name -> entry(name, definer, roles));
            }
            default -> add(Objects.requireNonNull(entry, line), verb, rest);
        }
        return entry;
    }

    private void add(Entry entry, String verb, String rest) {
        switch (verb) {
            case "row" -> entry.rows().add(new Row(before(rest, "="), after(rest, "="), null));
            case "key" -> entry.rows().add(new Row(before(rest, "="), null, after(rest, "=")));
            case "identity" -> entry.identity().addAll(Arrays.asList(rest.split(", *")));
            case "select", "delete" -> entry.lines().add(new Line(verb, words(before(rest, "=>")), "", allowed(rest)));
            case "insert", "call", "read" -> entry.lines().add(new Line(verb, List.of(), before(rest, "=>"), allowed(rest)));
            case "update" -> entry.lines().add(new Line(verb, words(before(rest, ":")), before(after(rest, ":"), "=>"),
                    allowed(rest)));
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private Set<String> allowed(String line) {
        return callers(line.substring(line.lastIndexOf("=>") + 2));
    }

    private Set<String> callers(String words) {
        Set<String> callers = words(words).stream().filter(word -> !word.equals("nobody"))
                .flatMap(word -> word.startsWith("@") ? Objects.requireNonNull(groups.get(word), word).stream()
                        : Stream.of(word))
                .collect(Collectors.toSet());
        require(new HashSet<>(Cast.callers()).containsAll(callers), words);
        return callers;
    }

    private static Entry entry(String name, boolean definer, Set<String> roles) {
        return new Entry(name, definer, roles, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static String before(String text, String mark) {
        require(text.contains(mark), text);
        return text.substring(0, text.indexOf(mark)).strip();
    }

    private static String after(String text, String mark) {
        return text.substring(text.indexOf(mark) + mark.length()).strip();
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw new IllegalArgumentException("Not understood: " + line);
        }
    }
}
