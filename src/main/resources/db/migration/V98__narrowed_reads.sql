-- Reads of one couple ask for that couple only: is it the caller's, instead of all couples of the caller. The same answers as before
-- with less of the processor's time for who calls (docs/performance.md, Data plane).

CREATE FUNCTION access.missing_caller() RETURNS uuid
LANGUAGE plpgsql STABLE
AS $$
BEGIN
    -- A lost context must be a fault of the service and never look like an empty list.
    RAISE EXCEPTION 'No caller has entered this transaction' USING ERRCODE = 'invalid_authorization_specification';
END
$$;
COMMENT ON FUNCTION access.missing_caller() IS 'An error.';

-- In SQL, which becomes a part of the expression that asks.
CREATE OR REPLACE FUNCTION access.caller_user() RETURNS uuid
LANGUAGE sql STABLE
RETURN CASE
    WHEN pg_catalog.starts_with(pg_catalog.current_setting('wedsync.caller', true), 'user:')
        THEN pg_catalog.substr(pg_catalog.current_setting('wedsync.caller', true), 6)::uuid
    WHEN nullif(pg_catalog.current_setting('wedsync.caller', true), '') IS NULL
        THEN access.missing_caller()
END;

CREATE FUNCTION access.narrow(couple uuid) RETURNS text
LANGUAGE sql VOLATILE
RETURN pg_catalog.set_config('wedsync.couple', couple::text, true);
COMMENT ON FUNCTION access.narrow(uuid) IS
    'The rest of the transaction is about one couple: access.couples_of_caller() and the policy of wedding.tenant find that couple or none. Never more than without.';

CREATE FUNCTION access.narrowed_to() RETURNS uuid
LANGUAGE sql STABLE
RETURN nullif(pg_catalog.current_setting('wedsync.couple', true), '')::uuid;
COMMENT ON FUNCTION access.narrowed_to() IS 'The couple that this transaction is about, as access.narrow() was given it; NULL if it is about any.';

REVOKE ALL ON FUNCTION access.missing_caller(), access.narrow(uuid), access.narrowed_to() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.narrow(uuid) TO wedsync_app;
GRANT EXECUTE ON FUNCTION access.missing_caller(), access.narrowed_to() TO wedsync_anon, wedsync_authenticated, wedsync_service;

CREATE OR REPLACE FUNCTION access.couples_of_caller(scope text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
    couple constant uuid := access.narrowed_to();
BEGIN
    IF couple IS NOT NULL THEN
        -- One question after the other: mostly the first answers, and a question costs more to prepare than to answer.
        IF caller_user IS NULL THEN
            RETURN ARRAY(
                SELECT connection.couple_id
                FROM wedding.connection
                WHERE connection.couple_id = couple
                  AND connection.supplier_id = access.supplier_of_key(scope)
                  AND connection.status = 'active');
        ELSIF EXISTS (SELECT FROM wedding.couple_member AS member WHERE member.couple_id = couple AND member.user_id = caller_user) THEN
            RETURN ARRAY[couple];
        END IF;
        RETURN ARRAY(
            SELECT connection.couple_id
            FROM wedding.supplier_member AS member
            JOIN wedding.connection ON connection.supplier_id = member.supplier_id AND connection.status = 'active'
            WHERE member.user_id = caller_user AND connection.couple_id = couple);
    END IF;
    IF caller_user IS NULL THEN
        RETURN ARRAY(
            SELECT connection.couple_id
            FROM wedding.connection
            WHERE connection.supplier_id = access.supplier_of_key(scope) AND connection.status = 'active');
    END IF;
    RETURN ARRAY(
        SELECT member.couple_id
        FROM wedding.couple_member AS member
        WHERE member.user_id = caller_user
        UNION ALL
        SELECT connection.couple_id
        FROM wedding.supplier_member AS member
        JOIN wedding.connection ON connection.supplier_id = member.supplier_id AND connection.status = 'active'
        WHERE member.user_id = caller_user);
END
$$;
COMMENT ON FUNCTION access.couples_of_caller(text) IS
    'Couples whose data the caller may read: its own and those that it is connected to as a supplier; of these the one that the transaction is narrowed to.';

ALTER POLICY own ON wedding.tenant
    USING (id = ANY ((SELECT CASE
        WHEN access.narrowed_to() IS NULL THEN access.couples_of_caller(NULL) || access.own_suppliers(NULL)
        ELSE access.couples_of_caller(NULL)
    END)::uuid[]));

-- The reads, otherwise as they were -------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION wedding.read_guests(caller text, couple uuid, known_revision bigint, after_name text, after_id uuid, size integer)
RETURNS TABLE (
    revision bigint, id uuid, name text, email text, phone text, side text, household text, is_child boolean, rsvp_status text,
    rsvp_at timestamptz, plus_ones_allowed smallint, plus_one_of uuid, dietary_requirements text[], accessibility_needs text,
    table_name text, notes text, version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    RETURN QUERY
    SELECT tenant.revision, page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT
            guest.id, guest.name, guest.email, guest.phone, guest.side, guest.household, guest.is_child, guest.rsvp_status,
            guest.rsvp_at, guest.plus_ones_allowed, guest.plus_one_of, guest.dietary_requirements, guest.accessibility_needs,
            guest.table_name, guest.notes, guest.version, guest.updated_at
        FROM wedding.guest
        WHERE guest.couple_id = couple
          AND guest.name >= '' -- always, and said for guest_by_name_idx
          AND (guest.name, guest.id) > (after_name, after_id)
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY guest.name, guest.id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = couple AND tenant.kind = 'couple';
END
$$;

CREATE OR REPLACE FUNCTION wedding.read_guest(caller text, couple uuid, guest_id uuid)
RETURNS TABLE (
    revision bigint, id uuid, name text, email text, phone text, side text, household text, is_child boolean, rsvp_status text,
    rsvp_at timestamptz, plus_ones_allowed smallint, plus_one_of uuid, dietary_requirements text[], accessibility_needs text,
    table_name text, notes text, version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    RETURN QUERY
    SELECT
        NULL::bigint, guest.id, guest.name, guest.email, guest.phone, guest.side, guest.household, guest.is_child, guest.rsvp_status,
        guest.rsvp_at, guest.plus_ones_allowed, guest.plus_one_of, guest.dietary_requirements, guest.accessibility_needs,
        guest.table_name, guest.notes, guest.version, guest.updated_at
    FROM wedding.guest
    WHERE guest.couple_id = couple AND guest.id = guest_id;
END
$$;

CREATE OR REPLACE FUNCTION wedding.read_guest_names(
    caller text, couple uuid, known_revision bigint, wanted_rsvp_status text, wanted_side text, wanted_table_name text,
    wanted_household text, after_name text, after_id uuid, size integer)
RETURNS TABLE (
    revision bigint, id uuid, name text, household text, is_child boolean, side text, rsvp_status text, table_name text,
    version bigint)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    RETURN QUERY
    SELECT tenant.revision, page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT
            guest.id, guest.name, guest.household, guest.is_child, guest.side, guest.rsvp_status, guest.table_name, guest.version
        FROM wedding.guest
        WHERE guest.couple_id = couple
          AND guest.name >= '' -- always, and said for guest_by_name_idx
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

CREATE OR REPLACE FUNCTION wedding.find_guests(
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
    PERFORM access.narrow(couple), access.enter(caller);
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

CREATE OR REPLACE FUNCTION wedding.read_core_fields(caller text, couple uuid, known_revision bigint)
RETURNS TABLE (revision bigint, key text, value text, version bigint, updated_by uuid, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    RETURN QUERY
    -- As text: the service passes values on and does not look into them.
    SELECT tenant.revision, field.key, field.value::text, field.version, field.updated_by, field.updated_at
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT stored.key, stored.value, stored.version, stored.updated_by, stored.updated_at
        FROM wedding.core_field_value AS stored
        WHERE stored.couple_id = couple
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY stored.key
    ) AS field ON true
    WHERE tenant.id = couple AND tenant.kind = 'couple';
END
$$;

CREATE OR REPLACE FUNCTION wedding.read_timeline(
    caller text, couple uuid, known_revision bigint, after_starts_at timestamptz, after_id uuid, size integer)
RETURNS TABLE (
    revision bigint, id uuid, title text, description text, location text, starts_at timestamptz, ends_at timestamptz, supplier_id uuid,
    version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    RETURN QUERY
    SELECT tenant.revision, page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT
            event.id, event.title, event.description, event.location, event.starts_at, event.ends_at, event.supplier_id,
            event.version, event.updated_at
        FROM wedding.timeline_event AS event
        WHERE event.couple_id = couple
          AND (event.starts_at, event.id) > (coalesce(after_starts_at, '-infinity'), after_id)
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY event.starts_at, event.id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = couple AND tenant.kind = 'couple';
END
$$;

CREATE OR REPLACE FUNCTION wedding.read_timeline_event(caller text, couple uuid, event_id uuid)
RETURNS TABLE (
    revision bigint, id uuid, title text, description text, location text, starts_at timestamptz, ends_at timestamptz, supplier_id uuid,
    version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    RETURN QUERY
    SELECT
        NULL::bigint, event.id, event.title, event.description, event.location, event.starts_at, event.ends_at, event.supplier_id,
        event.version, event.updated_at
    FROM wedding.timeline_event AS event
    WHERE event.couple_id = couple AND event.id = event_id;
END
$$;
