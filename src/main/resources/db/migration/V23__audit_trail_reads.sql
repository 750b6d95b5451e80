-- The audit trail as its tenant's members read it.

CREATE FUNCTION access.may_read_trail(tenant uuid, kind text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- As policy member of wedding.audit_entry says; a season that was there before the trail has no entries to tell it by.
    RETURN EXISTS (SELECT FROM wedding.tenant AS known WHERE known.id = tenant AND known.kind = may_read_trail.kind)
        AND (starts_with(access.caller(), 'service:')
            OR CASE kind WHEN 'couple' THEN tenant = ANY (access.own_couples()) ELSE tenant = ANY (access.own_suppliers('audit:read')) END);
END
$$;
COMMENT ON FUNCTION access.may_read_trail(uuid, text) IS 'Is there a tenant of this kind whose audit trail the caller may read?';
REVOKE ALL ON FUNCTION access.may_read_trail(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.may_read_trail(uuid, text) TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION wedding.read_audit(
    caller text, tenant uuid, kind text, wanted_entity text, wanted_id text, before_sequence bigint, size integer)
RETURNS TABLE (
    allowed boolean, sequence bigint, revision bigint, at timestamptz, actor text, action text, entity text, entity_id text,
    changes jsonb, hash text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    IF NOT access.may_read_trail(read_audit.tenant, read_audit.kind) THEN
        RETURN;
    END IF;
    -- Tells a trail without such entries from none.
    RETURN QUERY SELECT true, NULL::bigint, NULL::bigint, NULL::timestamptz, NULL, NULL, NULL, NULL, NULL::jsonb, NULL;
    -- Two statements, because the trail of one row has an index of its own.
    IF wanted_entity IS NOT NULL AND wanted_id IS NOT NULL THEN
        RETURN QUERY
        SELECT
            true, entry.sequence, entry.revision, entry.at, entry.actor, entry.action, entry.entity, entry.entity_id, entry.changes,
            encode(entry.hash, 'hex')
        FROM wedding.audit_entry AS entry
        WHERE entry.tenant_id = read_audit.tenant
          AND entry.entity = wanted_entity
          AND entry.entity_id = wanted_id
          AND entry.sequence < before_sequence
        ORDER BY entry.sequence DESC
        LIMIT size;
    ELSE
        RETURN QUERY
        SELECT
            true, entry.sequence, entry.revision, entry.at, entry.actor, entry.action, entry.entity, entry.entity_id, entry.changes,
            encode(entry.hash, 'hex')
        FROM wedding.audit_entry AS entry
        WHERE entry.tenant_id = read_audit.tenant
          AND (wanted_entity IS NULL OR entry.entity = wanted_entity)
          AND (wanted_id IS NULL OR entry.entity_id = wanted_id)
          AND entry.sequence < before_sequence
        ORDER BY entry.sequence DESC
        LIMIT size;
    END IF;
END
$$;
COMMENT ON FUNCTION wedding.read_audit(text, uuid, text, text, text, bigint, integer) IS
    'A page of a tenant''s audit trail, newest first, after a row without an entry; no rows at all if the caller may not read it.';
REVOKE ALL ON FUNCTION wedding.read_audit(text, uuid, text, text, text, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_audit(text, uuid, text, text, text, bigint, integer) TO wedsync_app;

CREATE FUNCTION wedding.check_audit(tenant uuid, kind text) RETURNS TABLE (sequence bigint, fault text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT access.may_read_trail(tenant, kind) THEN
        RAISE EXCEPTION 'There is no such % whose audit trail the caller may read', kind USING ERRCODE = 'WS404';
    END IF;
    -- With the owner's rights: the end of the chain stands in the tenant's row, which a key with scope audit:read alone does
    -- not see, and without which nobody would miss the newest entries.
    RETURN QUERY SELECT found.sequence, found.fault FROM wedding.verify_audit(tenant) AS found;
END
$$;
COMMENT ON FUNCTION wedding.check_audit(uuid, text) IS 'wedding.verify_audit() for who may read the trail; SQLSTATE WS404 for everybody else.';
REVOKE ALL ON FUNCTION wedding.check_audit(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.check_audit(uuid, text) TO wedsync_authenticated, wedsync_service;
