package com.wedsync.core.benchmark;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.vertx.core.http.HttpMethod;

/**
 * One thing that clients do.
 *
 * @param path after /api, {@code %1$s} the couple, {@code %2$s} the guest, {@code %3$s} the supplier
 * @param body of a PATCH; {@code null} for a GET
 * @param keyed whether each comes with an Idempotency-Key of its own
 * @param asSupplier whether the supplier's owner asks, else the partner
 * @param sql the same for PostgreSQL alone, by a caller who may see everything, with the same placeholders
 * @param bar processor seconds of service and PostgreSQL for 1,000 requests; 0 for none
 */
record Operation(String name, String path, @Nullable String body, boolean keyed, boolean asSupplier,
        @Nullable String sql, double bar) {

    private static final String GUEST = "name, email, phone, side, household, is_child, rsvp_status, rsvp_at, plus_ones_allowed,"
            + " plus_one_of, dietary_requirements, accessibility_needs, table_name, notes, version, updated_at";

    private static final String CORE_FIELDS = "/couples/%1$s/core-fields";
    private static final String STYLE = "{\"key\": \"style\", \"value\": \"rustic %4$d\", \"base_version\": 0}";

    /** The scenarios of the specification, and what they are made of. */
    static final List<Operation> ALL = List.of(
            get("list of 100 guests, narrow",
                    "/couples/%1$s/guests?limit=100&fields=id,name,household,side,rsvp_status,table_name",
                    "SELECT id, name, household, is_child, side, rsvp_status, table_name, version FROM wedding.guest"
                            + " WHERE couple_id = '%1$s' AND name >= '' ORDER BY name, id LIMIT 100;",
                    0.20),
            get("list of 100 guests, all fields", "/couples/%1$s/guests?limit=100",
                    "SELECT id, " + GUEST
                            + " FROM wedding.guest WHERE couple_id = '%1$s' AND name >= '' ORDER BY name, id LIMIT 100;",
                    0),
            get("one guest", "/couples/%1$s/guests/%2$s",
                    "SELECT id, " + GUEST + " FROM wedding.guest WHERE couple_id = '%1$s' AND id = '%2$s';", 0.08),
            new Operation("core-field update", CORE_FIELDS, "{\"changes\": [" + STYLE + "]}", false, false,
                    "UPDATE wedding.core_field_value SET value = to_jsonb('rustic ' || random())"
                            + " WHERE couple_id = '%1$s' AND key = 'style';",
                    0.35),
            new Operation("core-field update, keyed", CORE_FIELDS,
                    "{\"changes\": [" + STYLE.replace("rustic", "classic") + "]}", true, false, null, 0),
            new Operation("core-field update, by a transaction", CORE_FIELDS,
                    "{\"changes\": [" + STYLE + ", {\"key\": \"contact_phone\", \"value\": \"0\"}]}", false, false, null, 0),
            get("core fields", CORE_FIELDS,
                    "SELECT key, value, version, updated_at FROM wedding.core_field_value WHERE couple_id = '%1$s';", 0),
            get("forms", "/couples/%1$s/forms", null, 0),
            get("timeline", "/couples/%1$s/timeline",
                    "SELECT * FROM wedding.timeline_event WHERE couple_id = '%1$s' ORDER BY starts_at, id;", 0),
            new Operation("dashboard", "/suppliers/%3$s/dashboard", null, false, true, null, 0));

    /** Of {@link #ALL}. */
    static int index(String name) {
        return ALL.stream().map(Operation::name).toList().indexOf(name);
    }

    private static Operation get(String name, String path, @Nullable String sql, double bar) {
        return new Operation(name, path, null, false, false, sql, bar);
    }

    Call call(ServiceProcess service, Partner partner, int number) {
        return new Call(body == null ? HttpMethod.GET : HttpMethod.PATCH, service.api("/api" + filled(path, partner, number)),
                asSupplier ? partner.ownersToken() : partner.token(), body == null ? null : filled(body, partner, number),
                keyed ? UUID.randomUUID().toString() : null);
    }

    /** {@link #sql} for pgbench, each time for another of {@link Partner#TABLE}. */
    String script(int partners) {
        return "\\set n random(1, " + partners + ")\n" + Objects.requireNonNull(sql, name)
                .replace("'%1$s'", "(SELECT couple_id FROM " + Partner.TABLE + " WHERE n = :n)")
                .replace("'%2$s'", "(SELECT guest FROM " + Partner.TABLE + " WHERE n = :n)");
    }

    /** {@link #sql} with the couple and the guest as parameters. */
    String prepared() {
        return Objects.requireNonNull(sql, name).replace("'%1$s'", "$1").replace("'%2$s'", "$2");
    }

    static String filled(String pattern, Partner partner, int number) {
        return String.format(pattern, partner.couple(), partner.guest(), partner.supplier(), number);
    }
}
