package com.wedsync.core.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Who a statement is run for.
 *
 * @param id as SQL function {@code access.enter} takes it; the part before the first colon decides the database role
 */
public record Caller(String id) {

    private static final String KEY = "key:";
    private static final String USER = "user:";
    private static final int BEFORE_SCOPES = KEY.length() + 2 * (36 + 1);

    /** Nobody in particular. */
    public static final Caller ANONYMOUS = new Caller("anonymous");

    /** A signed-in person. */
    public static Caller user(UUID user) {
        return new Caller(USER + user);
    }

    /** A program with an API key of a supplier; scopes are words like {@code guests:read}. */
    public static Caller key(UUID supplier, UUID key, Set<String> scopes) {
        return new Caller(KEY + supplier + ":" + key + ":" + String.join(",", new TreeSet<>(scopes)));
    }

    /** {@code anonymous}, {@code user}, {@code key} or {@code service}. */
    public String kind() {
        int end = id.indexOf(':');
        return end < 0 ? id : id.substring(0, end);
    }

    /** The signed-in person; {@code null} for programs. */
    public @Nullable UUID user() {
        return id.startsWith(USER) ? UUID.fromString(id.substring(USER.length())) : null;
    }

    /** Who it is, whatever it may do: the id without the scopes of a key. */
    public String identity() {
        return id.startsWith(KEY) ? id.substring(0, BEFORE_SCOPES - 1) : id;
    }

    /** Whether it may do what {@code scope} names; scopes bind API keys only. */
    public boolean has(String scope) {
        return !id.startsWith(KEY) || List.of(id.substring(BEFORE_SCOPES).split(",")).contains(scope);
    }

    /** A trusted service or an operator; row level security lets it see everything. */
    public static Caller service(String name) {
        return new Caller("service:" + name);
    }
}
