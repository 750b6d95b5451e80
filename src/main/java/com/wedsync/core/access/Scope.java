package com.wedsync.core.access;

/** What an API key may do. The policies of the database use the same words; users need none. */
public final class Scope {

    public static final String SUPPLIER_READ = "supplier:read";
    public static final String SUPPLIER_WRITE = "supplier:write";
    public static final String COUPLES_READ = "couples:read";
    public static final String COUPLES_WRITE = "couples:write";
    public static final String CORE_FIELDS_READ = "core_fields:read";
    public static final String FORMS_READ = "forms:read";
    public static final String FORMS_WRITE = "forms:write";
    public static final String GUESTS_READ = "guests:read";
    public static final String TIMELINE_READ = "timeline:read";
    public static final String TIMELINE_WRITE = "timeline:write";
    public static final String AUDIT_READ = "audit:read";

    /** Matches each of them and nothing else. */
    public static final String PATTERN = "(supplier|couples|forms|timeline):(read|write)|(core_fields|guests|audit):read";

    private Scope() {
    }
}
