-- The write that comes most, a new value of a core field in the place of another one, as one statement (docs/performance.md, Data plane).
-- It does what needs neither a merge nor a wait, or nothing: then the writer goes on with a transaction of its own.

CREATE FUNCTION access.try_lock_couple(couple uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT (couple = ANY (access.own_couples()) OR starts_with(access.caller(), 'service:')) THEN
        RETURN false;
    END IF;
    PERFORM FROM wedding.tenant WHERE tenant.id = couple AND tenant.kind = 'couple' FOR NO KEY UPDATE SKIP LOCKED;
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION access.try_lock_couple(uuid) IS
    'Holds a couple of the caller for this transaction, as access.lock_tenant() does, unless somebody else does; whether it did.';
REVOKE ALL ON FUNCTION access.try_lock_couple(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.try_lock_couple(uuid) TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION access.try_claim_key(key text, max_age interval) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asking constant text := wedding.actor();
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended(asking || ' ' || try_claim_key.key, 0)) THEN
        RETURN false;
    END IF;
    -- A statement of its own, whose snapshot is taken behind the lock: it sees what the holder before has committed.
    RETURN NOT EXISTS (
        SELECT FROM access.idempotency_key AS kept
        WHERE kept.actor = asking AND kept.key = try_claim_key.key AND kept.created_at > now() - max_age);
END
$$;
COMMENT ON FUNCTION access.try_claim_key(text, interval) IS
    'Holds the caller''s key for this transaction, as access.claim_key() does, unless somebody else does or an answer is kept for it; whether it did.';
REVOKE ALL ON FUNCTION access.try_claim_key(text, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.try_claim_key(text, interval) TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION wedding.replace_core_field(
    caller text, couple uuid, field_key text, field_type text, base_version bigint, new_value text,
    idempotency_key text, fingerprint bytea, max_age interval)
RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
    said constant jsonb := new_value;
    answer text;
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    IF NOT access.try_lock_couple(couple) THEN
        RETURN NULL;
    END IF;
    IF idempotency_key IS NULL OR access.try_claim_key(idempotency_key, max_age) THEN
        UPDATE wedding.core_field_value AS stored
        SET value = said, updated_by = access.caller_user()
        FROM wedding.core_field AS field
        WHERE stored.couple_id = couple
          AND stored.key = field_key
          AND stored.value <> said
          AND field.key = field_key
          AND field.value_type = field_type
          AND (stored.version = base_version OR field.merge_rule = 'last_write')
        RETURNING format('{"data":[{"key":"%s","value":%s,"version":%s,"resolution":"written"}]}', stored.key, stored.value, stored.version)
        INTO answer;
    END IF;
    IF answer IS NULL THEN
        -- The couple was locked and nothing was changed: no reason to wait for the disk or a standby.
        PERFORM set_config('synchronous_commit', 'off', true);
    ELSIF idempotency_key IS NOT NULL THEN
        PERFORM access.keep_answer(idempotency_key, fingerprint, 200::smallint, NULL, NULL, convert_to(answer, 'UTF8'));
    END IF;
    RETURN answer;
END
$$;
COMMENT ON FUNCTION wedding.replace_core_field(text, uuid, text, text, bigint, text, text, bytea, interval) IS
    'Enters and writes a value in the place of another one, if that is of the base version or the later value stays, and if the field is of this type; the answer, which is kept for the key if there is one. NULL if it wrote nothing, also because somebody else holds the couple or the key.';
REVOKE ALL ON FUNCTION wedding.replace_core_field(text, uuid, text, text, bigint, text, text, bytea, interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.replace_core_field(text, uuid, text, text, bigint, text, text, bytea, interval) TO wedsync_app;
