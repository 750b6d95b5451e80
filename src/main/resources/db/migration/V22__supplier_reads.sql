-- Suppliers as couples find them, their members, and the dashboard.

-- The directory in alphabetical order, page by page.
CREATE INDEX supplier_name_idx ON wedding.supplier (name, id);

CREATE FUNCTION wedding.read_suppliers(
    caller text, wanted_category text, wanted_city text, search text, after_name text, after_id uuid, size integer)
RETURNS SETOF wedding.supplier
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT *
    FROM wedding.supplier
    WHERE (supplier.name, supplier.id) > (after_name, after_id)
      AND (wanted_category IS NULL OR supplier.category = wanted_category)
      AND (wanted_city IS NULL OR lower(supplier.city) = lower(wanted_city))
      AND (search IS NULL OR strpos(lower(supplier.name), lower(search)) > 0)
    ORDER BY supplier.name, supplier.id
    LIMIT size;
END
$$;
COMMENT ON FUNCTION wedding.read_suppliers(text, text, text, text, text, uuid, integer) IS
    'A page of the directory by name; of a category, of a city, or with a part of the name, all regardless of upper case.';

CREATE FUNCTION wedding.read_supplier(caller text, supplier_id uuid) RETURNS SETOF wedding.supplier
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT * FROM wedding.supplier WHERE supplier.id = supplier_id;
END
$$;
COMMENT ON FUNCTION wedding.read_supplier(text, uuid) IS 'One supplier''s profile.';

CREATE FUNCTION wedding.read_supplier_members(caller text, of_supplier uuid, known_revision bigint, after_user uuid, size integer)
RETURNS TABLE (
    revision bigint, user_id uuid, role text, version bigint, created_at timestamptz, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT tenant.revision, page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT member.user_id, member.role, member.version, member.created_at, member.updated_at
        FROM wedding.supplier_member AS member
        WHERE member.supplier_id = of_supplier
          AND member.user_id > after_user
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY member.user_id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = of_supplier AND tenant.kind = 'supplier';
END
$$;
COMMENT ON FUNCTION wedding.read_supplier_members(text, uuid, bigint, uuid, integer) IS
    'A page of a supplier''s members by user, each with the supplier''s revision; one row without a member if there is nothing new or nobody more.';

-- The dashboard --------------------------------------------------------------------------------------------------------

-- The wedding dates of many couples, without a visit to a page of the table for each.
CREATE INDEX core_field_value_wedding_date_idx ON wedding.core_field_value (couple_id) INCLUDE (value) WHERE key = 'wedding_date';

-- wedding.gather_dashboard() below reads with the owner's rights.
CREATE POLICY owner ON wedding.core_field_value FOR SELECT TO wedsync_owner USING (true);
CREATE POLICY owner ON wedding.form FOR SELECT TO wedsync_owner USING (true);
CREATE POLICY owner ON wedding.form_submission FOR SELECT TO wedsync_owner USING (true);

CREATE FUNCTION wedding.gather_dashboard(of_supplier uuid)
RETURNS TABLE (
    section text, couple_id uuid, couple_name text, item_id uuid, title text, status text, date text, at timestamptz, amount bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    is_key constant boolean := starts_with(access.caller(), 'key:');
    reads_couples constant boolean := NOT is_key OR access.acts_for_supplier(of_supplier, 'couples:read');
    today constant text := to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD');
    active uuid[];
    pending uuid[];
BEGIN
    -- Not under row level security, whose policies would find the same sets of couples nine times, for four tables: everything
    -- here is reached through the supplier's own connections, and what a couple shares only through active ones.
    IF NOT access.acts_for_supplier(of_supplier, NULL) THEN
        RETURN;
    END IF;
    SELECT
        array_agg(connection.couple_id) FILTER (WHERE connection.status = 'active'),
        array_agg(connection.couple_id) FILTER (WHERE connection.status = 'pending')
    INTO active, pending
    FROM wedding.connection
    WHERE connection.supplier_id = of_supplier AND connection.status IN ('active', 'pending');

    -- A key that lacks the scope of a part gets that part empty. The first row also tells a supplier from none.
    RETURN QUERY
    SELECT 'supplier', NULL::uuid, NULL::text, NULL::uuid, NULL::text, NULL::text, NULL::text, NULL::timestamptz, NULL::bigint
    FROM wedding.supplier
    WHERE supplier.id = of_supplier;
    IF reads_couples THEN
        RETURN QUERY
        SELECT 'connections', NULL::uuid, NULL::text, NULL::uuid, NULL::text, connection.status, NULL::text, NULL::timestamptz, count(*)
        FROM wedding.connection
        WHERE connection.supplier_id = of_supplier
        GROUP BY connection.status;
        RETURN QUERY
        SELECT 'pending', newest.couple_id, couple.name, NULL::uuid, NULL::text, newest.invited_by, NULL::text, newest.invited_at, NULL::bigint
        FROM (
            SELECT connection.couple_id, connection.invited_by, connection.invited_at
            FROM wedding.connection
            WHERE connection.supplier_id = of_supplier AND connection.couple_id = ANY (pending)
            ORDER BY connection.invited_at DESC, connection.couple_id
            LIMIT 10) AS newest
        JOIN wedding.couple ON couple.id = newest.couple_id
        ORDER BY newest.invited_at DESC, newest.couple_id;
    END IF;
    IF NOT is_key OR access.acts_for_supplier(of_supplier, 'core_fields:read') THEN
        RETURN QUERY
        SELECT 'wedding', next.couple_id, CASE WHEN reads_couples THEN couple.name END, NULL::uuid, NULL::text, NULL::text, next.date, NULL::timestamptz, NULL::bigint
        FROM (
            SELECT value.couple_id, value.value #>> '{}' AS date
            FROM wedding.core_field_value AS value
            -- dates in ISO 8601 are in the order of their text
            WHERE value.key = 'wedding_date' AND value.couple_id = ANY (active) AND value.value #>> '{}' >= today
            ORDER BY 2, 1
            LIMIT 10) AS next
        JOIN wedding.couple ON couple.id = next.couple_id
        ORDER BY next.date, next.couple_id;
    END IF;
    IF NOT is_key OR access.acts_for_supplier(of_supplier, 'forms:read') THEN
        RETURN QUERY
        SELECT 'submission', newest.couple_id, CASE WHEN reads_couples THEN couple.name END, newest.id, form.title, newest.status, NULL::text, newest.submitted_at, NULL::bigint
        FROM (
            SELECT submission.couple_id, submission.id, submission.form_id, submission.status, submission.submitted_at
            FROM wedding.form_submission AS submission
            WHERE submission.supplier_id = of_supplier
              AND submission.submitted_at IS NOT NULL
              -- not "= ANY": the newest ten are found at once in the order of the index
              AND array_position(active, submission.couple_id) IS NOT NULL
            ORDER BY submission.submitted_at DESC
            LIMIT 10) AS newest
        JOIN wedding.couple ON couple.id = newest.couple_id
        JOIN wedding.form ON form.supplier_id = of_supplier AND form.id = newest.form_id
        ORDER BY newest.submitted_at DESC;
    END IF;
END
$$;
COMMENT ON FUNCTION wedding.gather_dashboard(uuid) IS
    'What a supplier has before it, for those who act for it: connections by state; the newest pending ones, the next weddings and the newest submissions, ten of each.';
REVOKE ALL ON FUNCTION wedding.gather_dashboard(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.gather_dashboard(uuid) TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION wedding.read_dashboard(caller text, of_supplier uuid)
RETURNS TABLE (
    section text, couple_id uuid, couple_name text, item_id uuid, title text, status text, date text, at timestamptz, amount bigint)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY SELECT * FROM wedding.gather_dashboard(of_supplier);
END
$$;
COMMENT ON FUNCTION wedding.read_dashboard(text, uuid) IS 'See wedding.gather_dashboard(uuid); no rows if the caller does not act for the supplier.';

REVOKE ALL ON FUNCTION wedding.read_suppliers(text, text, text, text, text, uuid, integer), wedding.read_supplier(text, uuid),
    wedding.read_supplier_members(text, uuid, bigint, uuid, integer), wedding.read_dashboard(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_suppliers(text, text, text, text, text, uuid, integer), wedding.read_supplier(text, uuid),
    wedding.read_supplier_members(text, uuid, bigint, uuid, integer), wedding.read_dashboard(text, uuid) TO wedsync_app;
