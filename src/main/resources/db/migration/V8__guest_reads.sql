-- Hot reads of guests: one statement that enters as the caller and returns rows, which saves the round trips of a
-- transaction (docs/performance.md). Not SECURITY DEFINER: row level security decides as everywhere.
--
-- Each row carries the couple's revision; a couple without a row for the caller gives no rows at all, a couple without
-- guests, or one that is still at known_revision, gives one row without a guest.

CREATE FUNCTION wedding.read_guests(caller text, couple uuid, known_revision bigint, after_name text, after_id uuid, size integer)
RETURNS TABLE (
    revision bigint, id uuid, name text, email text, phone text, side text, household text, is_child boolean, rsvp_status text,
    rsvp_at timestamptz, plus_ones_allowed smallint, plus_one_of uuid, dietary_requirements text[], accessibility_needs text,
    table_name text, notes text, version bigint, updated_at timestamptz)
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
            guest.id, guest.name, guest.email, guest.phone, guest.side, guest.household, guest.is_child, guest.rsvp_status,
            guest.rsvp_at, guest.plus_ones_allowed, guest.plus_one_of, guest.dietary_requirements, guest.accessibility_needs,
            guest.table_name, guest.notes, guest.version, guest.updated_at
        FROM wedding.guest
        WHERE guest.couple_id = couple
          AND (guest.name, guest.id) > (after_name, after_id)
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY guest.name, guest.id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = couple AND tenant.kind = 'couple';
END
$$;
COMMENT ON FUNCTION wedding.read_guests(text, uuid, bigint, text, uuid, integer) IS 'A page of a couple''s guests by name, after a name and id.';

CREATE FUNCTION wedding.read_guest(caller text, couple uuid, guest_id uuid)
RETURNS TABLE (
    revision bigint, id uuid, name text, email text, phone text, side text, household text, is_child boolean, rsvp_status text,
    rsvp_at timestamptz, plus_ones_allowed smallint, plus_one_of uuid, dietary_requirements text[], accessibility_needs text,
    table_name text, notes text, version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT
        NULL::bigint, guest.id, guest.name, guest.email, guest.phone, guest.side, guest.household, guest.is_child, guest.rsvp_status,
        guest.rsvp_at, guest.plus_ones_allowed, guest.plus_one_of, guest.dietary_requirements, guest.accessibility_needs,
        guest.table_name, guest.notes, guest.version, guest.updated_at
    FROM wedding.guest
    WHERE guest.couple_id = couple AND guest.id = guest_id;
END
$$;
COMMENT ON FUNCTION wedding.read_guest(text, uuid, uuid) IS 'One guest of a couple.';

GRANT EXECUTE ON FUNCTION wedding.read_guests(text, uuid, bigint, text, uuid, integer), wedding.read_guest(text, uuid, uuid)
    TO wedsync_app;
