-- Timeline: a hot read of one statement (see V8), and one event.

CREATE FUNCTION wedding.read_timeline(
    caller text, couple uuid, known_revision bigint, after_starts_at timestamptz, after_id uuid, size integer)
RETURNS TABLE (
    revision bigint, id uuid, title text, description text, location text, starts_at timestamptz, ends_at timestamptz, supplier_id uuid,
    version bigint, updated_at timestamptz)
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
COMMENT ON FUNCTION wedding.read_timeline(text, uuid, bigint, timestamptz, uuid, integer) IS
    'A page of a couple''s timeline by time, after a time and id.';

CREATE FUNCTION wedding.read_timeline_event(caller text, couple uuid, event_id uuid)
RETURNS TABLE (
    revision bigint, id uuid, title text, description text, location text, starts_at timestamptz, ends_at timestamptz, supplier_id uuid,
    version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT
        NULL::bigint, event.id, event.title, event.description, event.location, event.starts_at, event.ends_at, event.supplier_id,
        event.version, event.updated_at
    FROM wedding.timeline_event AS event
    WHERE event.couple_id = couple AND event.id = event_id;
END
$$;
COMMENT ON FUNCTION wedding.read_timeline_event(text, uuid, uuid) IS 'One event of a couple''s timeline.';

REVOKE ALL ON FUNCTION wedding.read_timeline(text, uuid, bigint, timestamptz, uuid, integer),
    wedding.read_timeline_event(text, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_timeline(text, uuid, bigint, timestamptz, uuid, integer),
    wedding.read_timeline_event(text, uuid, uuid) TO wedsync_app;
