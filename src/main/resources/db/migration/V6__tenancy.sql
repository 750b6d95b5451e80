-- Who may see and change what in schema wedding.
--
-- A transaction or statement of the data plane enters as a caller: access.enter() takes the caller's role and names it in
-- one setting, both for this transaction only. Policies compare an indexed column with a set that a function of schema
-- access finds once per statement, so that a tenant's query stays one index scan:
--   couple_id = ANY ((SELECT access.couples_of_caller('guests:read'))::uuid[])
-- The functions read memberships with the owner's rights, for which the three tables of memberships have a policy.

CREATE SCHEMA access;
COMMENT ON SCHEMA access IS 'The caller of a transaction and what belongs to it; policies and the service use it, tenants do not.';
REVOKE ALL ON SCHEMA access FROM PUBLIC;
GRANT USAGE ON SCHEMA access TO wedsync_app, wedsync_anon, wedsync_authenticated, wedsync_service;
-- To call functions only: wedsync_app has no rights on tables.
GRANT USAGE ON SCHEMA wedding TO wedsync_app;
GRANT USAGE ON SCHEMA wedding TO wedsync_anon;

-- The caller ----------------------------------------------------------------------------------------------------------

CREATE FUNCTION access.enter(caller text) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
    role constant text := CASE split_part(caller, ':', 1)
        WHEN 'user' THEN 'wedsync_authenticated'
        WHEN 'key' THEN 'wedsync_authenticated'
        WHEN 'service' THEN 'wedsync_service'
        WHEN 'anonymous' THEN 'wedsync_anon'
    END;
BEGIN
    IF role IS NULL THEN
        RAISE EXCEPTION 'Unknown kind of caller' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    PERFORM pg_catalog.set_config('wedsync.caller', caller, true), pg_catalog.set_config('role', role, true);
END
$$;
COMMENT ON FUNCTION access.enter(text) IS
    'Makes the rest of the transaction that of a caller: anonymous, user:<user id>, key:<supplier id>:<key id>:<scope>,<scope>, or service:<name>.';

CREATE FUNCTION access.caller() RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    -- After its first use in a session an unset setting is '', not NULL.
    caller constant text := nullif(pg_catalog.current_setting('wedsync.caller', true), '');
BEGIN
    -- A lost context must be a fault of the service and never look like an empty list.
    IF caller IS NULL THEN
        RAISE EXCEPTION 'No caller has entered this transaction' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    RETURN caller;
END
$$;
COMMENT ON FUNCTION access.caller() IS 'The caller of this transaction, as access.enter was given it; an error if there is none.';

CREATE FUNCTION access.caller_user() RETURNS uuid
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    caller constant text := access.caller();
BEGIN
    RETURN CASE WHEN pg_catalog.starts_with(caller, 'user:') THEN pg_catalog.substr(caller, 6)::uuid END;
END
$$;
COMMENT ON FUNCTION access.caller_user() IS 'The user who calls; NULL if it is not a user.';

CREATE FUNCTION access.supplier_of_key(scope text) RETURNS uuid
LANGUAGE plpgsql STABLE
AS $$
DECLARE
    caller constant text := access.caller();
BEGIN
    RETURN CASE
        WHEN pg_catalog.starts_with(caller, 'key:')
            AND (scope IS NULL OR scope = ANY (pg_catalog.string_to_array(pg_catalog.substr(caller, 79), ',')))
            THEN pg_catalog.substr(caller, 5, 36)::uuid
    END;
END
$$;
COMMENT ON FUNCTION access.supplier_of_key(text) IS
    'The supplier whose API key calls; NULL if it is not a key, or the key lacks the scope. Scope NULL asks for none.';

-- What belongs to the caller ------------------------------------------------------------------------------------------
-- Each of these is called once per statement of every request: one query each, no calls among them.

CREATE FUNCTION access.own_couples() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    RETURN ARRAY(SELECT member.couple_id FROM wedding.couple_member AS member WHERE member.user_id = caller_user);
END
$$;
COMMENT ON FUNCTION access.own_couples() IS 'Couples that the caller is a partner or the planner of.';

CREATE FUNCTION access.couples_as_partner() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    RETURN ARRAY(
        SELECT member.couple_id FROM wedding.couple_member AS member WHERE member.user_id = caller_user AND member.role = 'partner');
END
$$;
COMMENT ON FUNCTION access.couples_as_partner() IS 'Couples that the caller is a partner of.';

CREATE FUNCTION access.own_suppliers(scope text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    IF caller_user IS NULL THEN
        RETURN array_remove(ARRAY[access.supplier_of_key(scope)], NULL);
    END IF;
    RETURN ARRAY(SELECT member.supplier_id FROM wedding.supplier_member AS member WHERE member.user_id = caller_user);
END
$$;
COMMENT ON FUNCTION access.own_suppliers(text) IS 'Suppliers that the caller is a member of, or that its API key with this scope belongs to.';

CREATE FUNCTION access.administered_suppliers() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    RETURN ARRAY(
        SELECT member.supplier_id
        FROM wedding.supplier_member AS member
        WHERE member.user_id = caller_user AND member.role IN ('owner', 'admin'));
END
$$;
COMMENT ON FUNCTION access.administered_suppliers() IS 'Suppliers whose members, API keys and secrets the caller may manage; no API key may.';

CREATE FUNCTION access.connected_couples(scope text, statuses text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    IF caller_user IS NULL THEN
        RETURN ARRAY(
            SELECT connection.couple_id
            FROM wedding.connection
            WHERE connection.supplier_id = access.supplier_of_key(scope) AND connection.status = ANY (statuses));
    END IF;
    RETURN ARRAY(
        SELECT connection.couple_id
        FROM wedding.supplier_member AS member
        JOIN wedding.connection ON connection.supplier_id = member.supplier_id AND connection.status = ANY (statuses)
        WHERE member.user_id = caller_user);
END
$$;
COMMENT ON FUNCTION access.connected_couples(text, text[]) IS 'Couples that a supplier of the caller has a connection of one of these states with.';

CREATE FUNCTION access.couples_of_caller(scope text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
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
COMMENT ON FUNCTION access.couples_of_caller(text) IS 'Couples whose data the caller may read: its own and those that it is connected to as a supplier.';

CREATE FUNCTION access.tenants_of_caller() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    IF caller_user IS NULL THEN
        RETURN access.supplier_of_key(NULL) || ARRAY(
            SELECT connection.couple_id
            FROM wedding.connection
            WHERE connection.supplier_id = access.supplier_of_key(NULL) AND connection.status = 'active');
    END IF;
    RETURN ARRAY(
        SELECT member.couple_id
        FROM wedding.couple_member AS member
        WHERE member.user_id = caller_user
        UNION ALL
        SELECT unnest(member.supplier_id || ARRAY(
            SELECT connection.couple_id
            FROM wedding.connection
            WHERE connection.supplier_id = member.supplier_id AND connection.status = 'active'))
        FROM wedding.supplier_member AS member
        WHERE member.user_id = caller_user);
END
$$;
COMMENT ON FUNCTION access.tenants_of_caller() IS 'Couples and suppliers whose revision the caller may know: its own, and couples that it is connected to as a supplier.';

CREATE FUNCTION access.connected_suppliers() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    RETURN ARRAY(
        SELECT connection.supplier_id
        FROM wedding.couple_member AS member
        JOIN wedding.connection ON connection.couple_id = member.couple_id AND connection.status = 'active'
        WHERE member.user_id = caller_user);
END
$$;
COMMENT ON FUNCTION access.connected_suppliers() IS 'Suppliers that the caller is connected to as a member of a couple.';

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access FROM PUBLIC;
-- Only a session without a caller can enter: no tenant's role may become another one.
GRANT EXECUTE ON FUNCTION access.enter(text) TO wedsync_app;
GRANT EXECUTE ON FUNCTION access.caller(), access.caller_user(), access.supplier_of_key(text), access.own_couples(),
    access.couples_as_partner(), access.own_suppliers(text), access.administered_suppliers(),
    access.connected_couples(text, text[]), access.couples_of_caller(text), access.tenants_of_caller(),
    access.connected_suppliers()
    TO wedsync_anon, wedsync_authenticated, wedsync_service;

-- Revisions -----------------------------------------------------------------------------------------------------------

CREATE TABLE wedding.tenant (
    id             uuid   NOT NULL,
    kind           text   NOT NULL,
    revision       bigint NOT NULL DEFAULT 0,
    audit_sequence bigint NOT NULL DEFAULT 0,
    audit_hash     bytea  NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    CONSTRAINT tenant_pkey PRIMARY KEY (id),
    CONSTRAINT tenant_kind_check CHECK (kind IN ('couple', 'supplier')),
    CONSTRAINT tenant_revision_check CHECK (revision >= 0),
    CONSTRAINT tenant_audit_hash_check CHECK (octet_length(audit_hash) = 32)
) WITH (fillfactor = 50); -- small rows that change with every write: room for the next version on the same page
COMMENT ON TABLE wedding.tenant IS 'One row for each couple and each supplier, locked by whoever changes its data: writers of a tenant come one after the other.';
COMMENT ON COLUMN wedding.tenant.revision IS 'Counts every change to any data of the tenant, without gaps.';
COMMENT ON COLUMN wedding.tenant.audit_sequence IS 'Of the newest entry of its audit trail.';
COMMENT ON COLUMN wedding.tenant.audit_hash IS 'Of the newest entry: without it, removing the newest entries would leave a chain without a fault.';
ALTER TABLE wedding.tenant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON wedding.tenant TO wedsync_owner USING (true) WITH CHECK (true);

INSERT INTO wedding.tenant (id, kind, revision)
SELECT couple.id, 'couple', couple.revision FROM wedding.couple
UNION ALL
SELECT supplier.id, 'supplier', 0 FROM wedding.supplier;

-- Its own table: the row that every change locks and rewrites is small, and no trigger of couple sees it.
ALTER TABLE wedding.couple DROP COLUMN revision;

CREATE FUNCTION access.lock_tenant(tenant uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Whom it is none of the business of must neither learn of it nor hold it.
    IF NOT (starts_with(access.caller(), 'service:')
        OR tenant = ANY (access.own_couples())
        OR tenant = ANY (access.own_suppliers(NULL))
        OR tenant = ANY (access.connected_couples(NULL, '{pending,active}'))) THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT held.revision FROM wedding.tenant AS held WHERE held.id = tenant FOR NO KEY UPDATE);
END
$$;
COMMENT ON FUNCTION access.lock_tenant(uuid) IS
    'Holds the tenant for this transaction, so that its writers come one after the other; its revision, NULL if there is none that the caller has to do with.';
REVOKE ALL ON FUNCTION access.lock_tenant(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.lock_tenant(uuid) TO wedsync_authenticated, wedsync_service;

-- Policies ------------------------------------------------------------------------------------------------------------

-- The functions above and the triggers run with the owner's rights, which row level security binds as well.
CREATE POLICY owner ON wedding.couple_member FOR SELECT TO wedsync_owner USING (true);
CREATE POLICY owner ON wedding.supplier_member FOR SELECT TO wedsync_owner USING (true);
CREATE POLICY owner ON wedding.connection FOR SELECT TO wedsync_owner USING (true);

DO $service$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['supplier', 'supplier_member', 'couple', 'couple_member', 'connection', 'core_field',
        'core_field_value', 'form', 'form_submission', 'guest', 'timeline_event']
    LOOP
        EXECUTE format('CREATE POLICY service ON wedding.%I TO wedsync_service USING (true) WITH CHECK (true)', tenant_table);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON wedding.%I TO wedsync_service', tenant_table);
    END LOOP;
END
$service$;
CREATE POLICY service ON wedding.tenant FOR SELECT TO wedsync_service USING (true);
GRANT SELECT (id, kind, revision) ON wedding.tenant TO wedsync_authenticated, wedsync_service;

CREATE POLICY own ON wedding.tenant FOR SELECT TO wedsync_authenticated
    USING (id = ANY ((SELECT access.tenants_of_caller())::uuid[]));

-- Suppliers: their profile is how couples find them
GRANT SELECT ON wedding.supplier TO wedsync_authenticated;
GRANT UPDATE (name, category, description, email, phone, website, city, country_code) ON wedding.supplier TO wedsync_authenticated;
CREATE POLICY directory ON wedding.supplier FOR SELECT TO wedsync_authenticated USING (true);
CREATE POLICY member ON wedding.supplier FOR UPDATE TO wedsync_authenticated
    USING (id = ANY ((SELECT access.own_suppliers('supplier:write'))::uuid[]));

GRANT SELECT, INSERT, DELETE ON wedding.supplier_member TO wedsync_authenticated;
GRANT UPDATE (role) ON wedding.supplier_member TO wedsync_authenticated;
CREATE POLICY member ON wedding.supplier_member FOR SELECT TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.own_suppliers('supplier:read'))::uuid[]));
CREATE POLICY administrator ON wedding.supplier_member TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.administered_suppliers())::uuid[]));

-- Couples
GRANT SELECT ON wedding.couple TO wedsync_authenticated;
GRANT UPDATE (name, status, time_zone) ON wedding.couple TO wedsync_authenticated;
-- Also a supplier who is invited, or has invited, sees whom.
CREATE POLICY reader ON wedding.couple FOR SELECT TO wedsync_authenticated
    USING (id = ANY ((SELECT access.own_couples() || access.connected_couples('couples:read', '{pending,active}'))::uuid[]));
CREATE POLICY member ON wedding.couple FOR UPDATE TO wedsync_authenticated
    USING (id = ANY ((SELECT access.own_couples())::uuid[]));

GRANT SELECT, INSERT, DELETE ON wedding.couple_member TO wedsync_authenticated;
GRANT UPDATE (role, display_name) ON wedding.couple_member TO wedsync_authenticated;
CREATE POLICY member ON wedding.couple_member FOR SELECT TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY partner ON wedding.couple_member TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.couples_as_partner())::uuid[]));

-- Connections: both sides see and change them; what may become of what is the trigger's matter
GRANT SELECT ON wedding.connection TO wedsync_authenticated;
GRANT INSERT (couple_id, supplier_id, invited_by) ON wedding.connection TO wedsync_authenticated;
GRANT UPDATE (status, invited_by) ON wedding.connection TO wedsync_authenticated;
CREATE POLICY couple ON wedding.connection FOR SELECT TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY supplier ON wedding.connection FOR SELECT TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.own_suppliers('couples:read'))::uuid[]));
CREATE POLICY invitation_of_couple ON wedding.connection FOR INSERT TO wedsync_authenticated
    WITH CHECK (status = 'pending' AND invited_by = 'couple' AND couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY invitation_of_supplier ON wedding.connection FOR INSERT TO wedsync_authenticated
    WITH CHECK (status = 'pending' AND invited_by = 'supplier' AND supplier_id = ANY ((SELECT access.own_suppliers('couples:write'))::uuid[]));
CREATE POLICY change_of_couple ON wedding.connection FOR UPDATE TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY change_of_supplier ON wedding.connection FOR UPDATE TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.own_suppliers('couples:write'))::uuid[]));

-- Core fields: the catalogue is everybody's, the values are the couple's, and its suppliers read them
GRANT SELECT ON wedding.core_field TO wedsync_anon, wedsync_authenticated;
CREATE POLICY catalogue ON wedding.core_field FOR SELECT TO wedsync_anon, wedsync_authenticated USING (true);
GRANT SELECT, DELETE ON wedding.core_field_value TO wedsync_authenticated;
GRANT INSERT (couple_id, key, value, updated_by), UPDATE (value, updated_by) ON wedding.core_field_value TO wedsync_authenticated;
CREATE POLICY reader ON wedding.core_field_value FOR SELECT TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.couples_of_caller('core_fields:read'))::uuid[]));
CREATE POLICY member_insert ON wedding.core_field_value FOR INSERT TO wedsync_authenticated
    WITH CHECK (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY member_update ON wedding.core_field_value FOR UPDATE TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY member_delete ON wedding.core_field_value FOR DELETE TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));

-- Forms: the supplier's; connected couples read what is published
GRANT SELECT, DELETE ON wedding.form TO wedsync_authenticated;
GRANT INSERT (supplier_id, id, title, status, definition), UPDATE (title, status, definition) ON wedding.form TO wedsync_authenticated;
CREATE POLICY supplier_read ON wedding.form FOR SELECT TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.own_suppliers('forms:read'))::uuid[]));
CREATE POLICY couple_read ON wedding.form FOR SELECT TO wedsync_authenticated
    USING (status = 'published' AND supplier_id = ANY ((SELECT access.connected_suppliers())::uuid[]));
CREATE POLICY supplier_insert ON wedding.form FOR INSERT TO wedsync_authenticated
    WITH CHECK (supplier_id = ANY ((SELECT access.own_suppliers('forms:write'))::uuid[]));
CREATE POLICY supplier_update ON wedding.form FOR UPDATE TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.own_suppliers('forms:write'))::uuid[]));
CREATE POLICY supplier_delete ON wedding.form FOR DELETE TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.own_suppliers('forms:write'))::uuid[]));

-- Submissions: the couple's; the supplier reads what was submitted to it, and marks it reviewed, while it is connected
GRANT SELECT, DELETE ON wedding.form_submission TO wedsync_authenticated;
GRANT INSERT (couple_id, id, supplier_id, form_id, form_version, status, answers, submitted_by, submitted_at),
    UPDATE (form_version, status, answers, submitted_by, submitted_at) ON wedding.form_submission TO wedsync_authenticated;
CREATE POLICY couple_read ON wedding.form_submission FOR SELECT TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY supplier_read ON wedding.form_submission FOR SELECT TO wedsync_authenticated
    USING (status <> 'draft'
        AND supplier_id = ANY ((SELECT access.own_suppliers('forms:read'))::uuid[])
        AND couple_id = ANY ((SELECT access.connected_couples('forms:read', '{active}'))::uuid[]));
CREATE POLICY couple_insert ON wedding.form_submission FOR INSERT TO wedsync_authenticated
    WITH CHECK (couple_id = ANY ((SELECT access.own_couples())::uuid[])
        AND supplier_id = ANY ((SELECT access.connected_suppliers())::uuid[]));
CREATE POLICY couple_update ON wedding.form_submission FOR UPDATE TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]) AND status <> 'reviewed')
    WITH CHECK (couple_id = ANY ((SELECT access.own_couples())::uuid[]) AND status <> 'reviewed');
CREATE POLICY supplier_review ON wedding.form_submission FOR UPDATE TO wedsync_authenticated
    USING (status = 'submitted'
        AND supplier_id = ANY ((SELECT access.own_suppliers('forms:write'))::uuid[])
        AND couple_id = ANY ((SELECT access.connected_couples('forms:write', '{active}'))::uuid[]))
    WITH CHECK (status = 'reviewed'
        AND supplier_id = ANY ((SELECT access.own_suppliers('forms:write'))::uuid[]));
CREATE POLICY couple_delete ON wedding.form_submission FOR DELETE TO wedsync_authenticated
    USING (status = 'draft' AND couple_id = ANY ((SELECT access.own_couples())::uuid[]));

-- Guests: the couple's; its suppliers read them
GRANT SELECT, DELETE ON wedding.guest TO wedsync_authenticated;
GRANT INSERT (couple_id, id, name, email, phone, side, household, is_child, rsvp_status, rsvp_at, plus_ones_allowed, plus_one_of,
        dietary_requirements, accessibility_needs, table_name, notes),
    UPDATE (name, email, phone, side, household, is_child, rsvp_status, rsvp_at, plus_ones_allowed, plus_one_of,
        dietary_requirements, accessibility_needs, table_name, notes) ON wedding.guest TO wedsync_authenticated;
CREATE POLICY reader ON wedding.guest FOR SELECT TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.couples_of_caller('guests:read'))::uuid[]));
CREATE POLICY member_insert ON wedding.guest FOR INSERT TO wedsync_authenticated
    WITH CHECK (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY member_update ON wedding.guest FOR UPDATE TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
CREATE POLICY member_delete ON wedding.guest FOR DELETE TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));

-- Timeline: the couple's; a connected supplier reads it and keeps the events it is responsible for
GRANT SELECT, DELETE ON wedding.timeline_event TO wedsync_authenticated;
GRANT INSERT (couple_id, id, title, description, location, starts_at, ends_at, supplier_id),
    UPDATE (title, description, location, starts_at, ends_at, supplier_id) ON wedding.timeline_event TO wedsync_authenticated;
CREATE POLICY reader ON wedding.timeline_event FOR SELECT TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.couples_of_caller('timeline:read'))::uuid[]));
CREATE POLICY writer_insert ON wedding.timeline_event FOR INSERT TO wedsync_authenticated
    WITH CHECK (couple_id = ANY ((SELECT access.own_couples())::uuid[])
        OR (supplier_id = ANY ((SELECT access.own_suppliers('timeline:write'))::uuid[])
            AND couple_id = ANY ((SELECT access.connected_couples('timeline:write', '{active}'))::uuid[])));
CREATE POLICY writer_update ON wedding.timeline_event FOR UPDATE TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[])
        OR (supplier_id = ANY ((SELECT access.own_suppliers('timeline:write'))::uuid[])
            AND couple_id = ANY ((SELECT access.connected_couples('timeline:write', '{active}'))::uuid[])));
CREATE POLICY writer_delete ON wedding.timeline_event FOR DELETE TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[])
        OR (supplier_id = ANY ((SELECT access.own_suppliers('timeline:write'))::uuid[])
            AND couple_id = ANY ((SELECT access.connected_couples('timeline:write', '{active}'))::uuid[])));
