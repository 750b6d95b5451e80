-- Policies about what a couple and a supplier share compare the pair. Couple and supplier each in a set of their own let too much
-- through: who is a member of two suppliers read what a couple had submitted to the one whose connection had ended, because the
-- other's was active; and who plans two weddings answered in the name of one a supplier that only the other is connected to.
--
-- supplier_id = ANY (…) stays before the pair where rows are looked for: one of few values, and indexed.

CREATE FUNCTION access.connection_key(couple uuid, supplier uuid) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN uuid_send(couple) || uuid_send(supplier);
COMMENT ON FUNCTION access.connection_key(uuid, uuid) IS
    'A couple and a supplier as one value. Neither STRICT nor with a setting, so that policies have its body and no call for each row.';

CREATE FUNCTION access.connections_as_supplier(scope text) RETURNS bytea[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    IF caller_user IS NULL THEN
        RETURN ARRAY(
            SELECT access.connection_key(connection.couple_id, connection.supplier_id)
            FROM wedding.connection
            WHERE connection.supplier_id = access.supplier_of_key(scope) AND connection.status = 'active');
    END IF;
    RETURN ARRAY(
        SELECT access.connection_key(connection.couple_id, connection.supplier_id)
        FROM wedding.supplier_member AS member
        JOIN wedding.connection ON connection.supplier_id = member.supplier_id AND connection.status = 'active'
        WHERE member.user_id = caller_user);
END
$$;
COMMENT ON FUNCTION access.connections_as_supplier(text) IS
    'Active connections of the suppliers that the caller is a member of, or that its API key with this scope belongs to; see access.connection_key().';

CREATE FUNCTION access.connections_as_couple() RETURNS bytea[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    RETURN ARRAY(
        SELECT access.connection_key(connection.couple_id, connection.supplier_id)
        FROM wedding.couple_member AS member
        JOIN wedding.connection ON connection.couple_id = member.couple_id AND connection.status = 'active'
        WHERE member.user_id = caller_user);
END
$$;
COMMENT ON FUNCTION access.connections_as_couple() IS 'Active connections of the couples that the caller is a member of; see access.connection_key().';

REVOKE ALL ON FUNCTION access.connection_key(uuid, uuid), access.connections_as_supplier(text), access.connections_as_couple() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.connection_key(uuid, uuid), access.connections_as_supplier(text), access.connections_as_couple()
    TO wedsync_authenticated;

ALTER POLICY supplier_read ON wedding.form_submission
    USING (status <> 'draft'
        AND supplier_id = ANY ((SELECT access.own_suppliers('forms:read'))::uuid[])
        AND access.connection_key(couple_id, supplier_id) = ANY ((SELECT access.connections_as_supplier('forms:read'))::bytea[]));
-- The pair in WITH CHECK as well: permissive policies add up, and who plans the wedding has the row by another one.
ALTER POLICY supplier_review ON wedding.form_submission
    USING (status = 'submitted'
        AND supplier_id = ANY ((SELECT access.own_suppliers('forms:write'))::uuid[])
        AND access.connection_key(couple_id, supplier_id) = ANY ((SELECT access.connections_as_supplier('forms:write'))::bytea[]))
    WITH CHECK (status = 'reviewed'
        AND access.connection_key(couple_id, supplier_id) = ANY ((SELECT access.connections_as_supplier('forms:write'))::bytea[]));
ALTER POLICY couple_insert ON wedding.form_submission
    WITH CHECK (access.connection_key(couple_id, supplier_id) = ANY ((SELECT access.connections_as_couple())::bytea[]));

ALTER POLICY writer_insert ON wedding.timeline_event
    WITH CHECK (couple_id = ANY ((SELECT access.own_couples())::uuid[])
        OR access.connection_key(couple_id, supplier_id) = ANY ((SELECT access.connections_as_supplier('timeline:write'))::bytea[]));
ALTER POLICY writer_update ON wedding.timeline_event
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[])
        OR (supplier_id = ANY ((SELECT access.own_suppliers('timeline:write'))::uuid[])
            AND access.connection_key(couple_id, supplier_id) = ANY ((SELECT access.connections_as_supplier('timeline:write'))::bytea[])));
ALTER POLICY writer_delete ON wedding.timeline_event
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[])
        OR (supplier_id = ANY ((SELECT access.own_suppliers('timeline:write'))::uuid[])
            AND access.connection_key(couple_id, supplier_id) = ANY ((SELECT access.connections_as_supplier('timeline:write'))::bytea[])));
