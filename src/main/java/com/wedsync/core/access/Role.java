package com.wedsync.core.access;

/** The values of a token's {@code role} claim, as Supabase projects use them. */
public final class Role {

    /** Operators and trusted services; everything under /api/database. */
    public static final String SERVICE = "service_role";
    /** A signed-in person. */
    public static final String AUTHENTICATED = "authenticated";
    /** Nobody in particular. */
    public static final String ANONYMOUS = "anon";

    private Role() {
    }
}
