-- Further reads of the guest list: narrow rows for lists and seating plans, filters, and search by name with typing errors.
-- Each is one statement that enters as the caller, as in V8, and gives the couple's revision with each row.

CREATE FUNCTION wedding.read_guest_names(
    caller text, couple uuid, known_revision bigint, wanted_rsvp_status text, wanted_side text, wanted_table_name text,
    wanted_household text, after_name text, after_id uuid, size integer)
RETURNS TABLE (
    revision bigint, id uuid, name text, household text, is_child boolean, side text, rsvp_status text, table_name text,
    version bigint)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT tenant.revision, page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT
            guest.id, guest.name, guest.household, guest.is_child, guest.side, guest.rsvp_status, guest.table_name, guest.version
        FROM wedding.guest
        WHERE guest.couple_id = couple
          AND (guest.name, guest.id) > (after_name, after_id)
          AND (wanted_rsvp_status IS NULL OR guest.rsvp_status = wanted_rsvp_status)
          AND (wanted_side IS NULL OR guest.side = wanted_side)
          AND (wanted_table_name IS NULL OR guest.table_name = wanted_table_name)
          AND (wanted_household IS NULL OR guest.household = wanted_household)
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY guest.name, guest.id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = couple AND tenant.kind = 'couple';
END
$$;
COMMENT ON FUNCTION wedding.read_guest_names(text, uuid, bigint, text, text, text, text, text, uuid, integer) IS
    'A page of a couple''s guests by name, after a name and id; of each only what lists show. A filter that is NULL lets all pass.';

-- Bound to pg_trgm where it is installed: callers need not have its schema on their path.
DO $trigrams$
BEGIN
    EXECUTE format($function$
        CREATE FUNCTION wedding.name_match(search text, name text) RETURNS real LANGUAGE sql IMMUTABLE PARALLEL SAFE
            RETURN CASE WHEN strpos(lower(name), lower(search)) > 0 THEN 1 ELSE %I.word_similarity(search, name) END
        $function$, (SELECT extnamespace::regnamespace::text FROM pg_catalog.pg_extension WHERE extname = 'pg_trgm'));
END
$trigrams$;
COMMENT ON FUNCTION wedding.name_match(text, text) IS 'How well a name fits what somebody typed: 1 if it has it in it, else the similarity of its most similar part, from 0 to 1.';
REVOKE ALL ON FUNCTION wedding.name_match(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.name_match(text, text) TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION wedding.find_guests(
    caller text, couple uuid, known_revision bigint, wanted_rsvp_status text, wanted_side text, wanted_table_name text,
    wanted_household text, search text, after_key text, after_id uuid, size integer)
RETURNS TABLE (
    revision bigint, key text, id uuid, name text, email text, phone text, side text, household text, is_child boolean,
    rsvp_status text, rsvp_at timestamptz, plus_ones_allowed smallint, plus_one_of uuid, dietary_requirements text[],
    accessibility_needs text, table_name text, notes text, version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT tenant.revision, page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT
            placed.key, guest.id, guest.name, guest.email, guest.phone, guest.side, guest.household, guest.is_child,
            guest.rsvp_status, guest.rsvp_at, guest.plus_ones_allowed, guest.plus_one_of, guest.dietary_requirements,
            guest.accessibility_needs, guest.table_name, guest.notes, guest.version, guest.updated_at
        FROM wedding.guest
        -- OFFSET 0: computed once, not at each mention.
        CROSS JOIN LATERAL (SELECT CASE WHEN search IS NOT NULL THEN wedding.name_match(search, guest.name) END OFFSET 0) AS matched (degree)
        -- The best match first: a number of fixed width before the name.
        CROSS JOIN LATERAL (SELECT coalesce(lpad((1000 - round(1000 * matched.degree))::text, 4, '0'), '') || guest.name OFFSET 0) AS placed (key)
        WHERE guest.couple_id = couple
          AND (search IS NULL OR matched.degree >= 0.3)
          AND (placed.key, guest.id) > (after_key, after_id)
          AND (wanted_rsvp_status IS NULL OR guest.rsvp_status = wanted_rsvp_status)
          AND (wanted_side IS NULL OR guest.side = wanted_side)
          AND (wanted_table_name IS NULL OR guest.table_name = wanted_table_name)
          AND (wanted_household IS NULL OR guest.household = wanted_household)
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY placed.key, guest.id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = couple AND tenant.kind = 'couple';
END
$$;
COMMENT ON FUNCTION wedding.find_guests(text, uuid, bigint, text, text, text, text, text, text, uuid, integer) IS
    'A page of those of a couple''s guests that pass all filters (NULL lets all pass), after a key and id: by name, or with a search the best match first.';

REVOKE ALL ON FUNCTION
    wedding.read_guest_names(text, uuid, bigint, text, text, text, text, text, uuid, integer),
    wedding.find_guests(text, uuid, bigint, text, text, text, text, text, text, uuid, integer)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    wedding.read_guest_names(text, uuid, bigint, text, text, text, text, text, uuid, integer),
    wedding.find_guests(text, uuid, bigint, text, text, text, text, text, text, uuid, integer)
    TO wedsync_app;

-- The index over the names of all couples serves no tenant: the operators of pg_trgm are not leakproof, so row level security
-- must come before them, and then a couple's few hundred names are at hand. It cost every write, and half of each load.
DROP INDEX wedding.guest_name_trgm_idx;
