package com.wedsync.core.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.wedsync.core.access.Caller;

/** The callers of expectations.txt and the ids behind its names, new ones for each cast. */
final class Cast {

    private static final List<String> SCOPES = List.of("supplier:read", "supplier:write", "couples:read", "couples:write",
            "core_fields:read", "forms:read", "forms:write", "guests:read", "timeline:read", "timeline:write", "audit:read");
    private static final List<String> USERS = List.of("partner", "planner", "other", "owner", "member", "pending", "former",
            "stranger", "both", "agent");
    private static final Map<String, String> SUPPLIERS_OF_KEYS = Map.of("P-keys", "P", "F-keys", "F", "X-keys", "X");
    /** Not JSON, whose braces are followed by quotes or nothing, and not an array of words in quotes. */
    private static final Pattern NAME = Pattern.compile("(?<!')\\{([A-Za-z][A-Za-z ]*)}");

    private final String salt = UUID.randomUUID().toString();

    static List<String> callers() {
        List<String> names = new ArrayList<>(USERS);
        names.add("anonymous");
        names.add("service");
        names.add("key");
        SCOPES.forEach(scope -> names.add("key:" + scope));
        names.addAll(new TreeSet<>(SUPPLIERS_OF_KEYS.keySet()));
        return names;
    }

    Caller caller(String name) {
        if (USERS.contains(name)) {
            return Caller.user(id(name));
        }
        if (name.startsWith("key")) {
            return Caller.key(id("S"), id(name), name.equals("key") ? Set.of() : Set.of(name.substring("key:".length())));
        }
        return switch (name) {
            case "anonymous" -> Caller.ANONYMOUS;
            case "service" -> Caller.service("somebody");
            default -> Caller.key(id(Objects.requireNonNull(SUPPLIERS_OF_KEYS.get(name), name)), id(name), Set.copyOf(SCOPES));
        };
    }

    UUID id(String name) {
        return UUID.nameUUIDFromBytes((salt + name).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** SQL with ids as literals in place of names. */
    String sql(String template, String caller) {
        return fill(template.replace("{caller}", "'" + caller(caller).id() + "'"), "'");
    }

    /** A primary key with ids in place of names. */
    String key(String template) {
        return fill(template, "");
    }

    private String fill(String template, String quote) {
        return NAME.matcher(template).replaceAll(name -> Matcher.quoteReplacement(quote + id(name.group(1)) + quote));
    }
}
