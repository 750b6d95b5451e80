-- Connections as both sides read them. A supplier sees a couple's name while the connection is pending or active.

CREATE FUNCTION access.acts_for_supplier(supplier uuid, scope text) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN starts_with(access.caller(), 'service:') OR supplier = ANY (access.own_suppliers(scope));
END
$$;
COMMENT ON FUNCTION access.acts_for_supplier(uuid, text) IS
    'Is the caller a member of the supplier, its API key with this scope (NULL: with any), or the service role? For what row level security cannot tell: nothing there from not allowed.';
REVOKE ALL ON FUNCTION access.acts_for_supplier(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.acts_for_supplier(uuid, text) TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION wedding.read_couple_connections(
    caller text, of_couple uuid, known_revision bigint, after_name text, after_id uuid, size integer)
RETURNS TABLE (
    revision bigint, couple_id uuid, couple_name text, supplier_id uuid, supplier_name text, supplier_category text, status text,
    invited_by text, invited_at timestamptz, accepted_at timestamptz, ended_at timestamptz, version bigint, updated_at timestamptz)
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
            connection.couple_id, couple.name, connection.supplier_id, supplier.name, supplier.category, connection.status,
            connection.invited_by, connection.invited_at, connection.accepted_at, connection.ended_at, connection.version,
            connection.updated_at
        FROM wedding.connection
        JOIN wedding.couple ON couple.id = connection.couple_id
        JOIN wedding.supplier ON supplier.id = connection.supplier_id
        WHERE connection.couple_id = tenant.id
          AND (supplier.name, supplier.id) > (after_name, after_id)
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY supplier.name, supplier.id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = of_couple AND tenant.kind = 'couple';
END
$$;
COMMENT ON FUNCTION wedding.read_couple_connections(text, uuid, bigint, text, uuid, integer) IS
    'A page of a couple''s connections by the supplier''s name, each with the couple''s revision; a supplier sees only its own.';

CREATE FUNCTION wedding.read_supplier_connections(
    caller text, of_supplier uuid, wanted_status text, after_name text, after_id uuid, size integer)
RETURNS TABLE (
    couple_id uuid, couple_name text, supplier_id uuid, supplier_name text, supplier_category text, status text,
    invited_by text, invited_at timestamptz, accepted_at timestamptz, ended_at timestamptz, version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    IF NOT access.acts_for_supplier(of_supplier, 'couples:read') THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT
        page.couple_id, page.couple_name, supplier.id, supplier.name, supplier.category, page.status, page.invited_by,
        page.invited_at, page.accepted_at, page.ended_at, page.version, page.updated_at
    FROM wedding.supplier
    LEFT JOIN LATERAL (
        SELECT connection.*, couple.name AS couple_name
        FROM wedding.connection
        LEFT JOIN wedding.couple ON couple.id = connection.couple_id
        WHERE connection.supplier_id = supplier.id
          AND (wanted_status IS NULL OR connection.status = wanted_status)
          -- of ended ones the name is not told: they come first
          AND (coalesce(couple.name, ''), connection.couple_id) > (after_name, after_id)
        ORDER BY coalesce(couple.name, ''), connection.couple_id
        LIMIT size
    ) AS page ON true
    WHERE supplier.id = of_supplier;
END
$$;
COMMENT ON FUNCTION wedding.read_supplier_connections(text, uuid, text, text, uuid, integer) IS
    'A page of a supplier''s connections by the couple''s name; one row without a connection if there is none.';

REVOKE ALL ON FUNCTION wedding.read_couple_connections(text, uuid, bigint, text, uuid, integer),
    wedding.read_supplier_connections(text, uuid, text, text, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_couple_connections(text, uuid, bigint, text, uuid, integer),
    wedding.read_supplier_connections(text, uuid, text, text, uuid, integer) TO wedsync_app;
