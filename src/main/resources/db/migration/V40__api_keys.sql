-- API keys of suppliers: made and revoked by their owners and administrators, verified for each request in one statement.
--
-- The token never reaches the database: the service sends its SHA-256, and pgcrypto's digest of that is what is stored. A
-- copy of the table can therefore not be used to call, and neither can a recorded statement.

-- Rights --------------------------------------------------------------------------------------------------------------

CREATE FUNCTION access.administers(supplier uuid) RETURNS boolean
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN starts_with(access.caller(), 'service:') OR supplier = ANY (access.administered_suppliers());
END
$$;
COMMENT ON FUNCTION access.administers(uuid) IS 'Whether the caller may manage members, API keys and secrets of the supplier; no API key may.';
REVOKE ALL ON FUNCTION access.administers(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.administers(uuid) TO wedsync_authenticated, wedsync_service;

-- A revision tells nothing of its tenant's data. What an API key may read is the matter of each table's own policy:
-- guests:read alone is to suffice for guests.
ALTER POLICY own ON wedding.tenant
    USING (id = ANY ((SELECT access.couples_of_caller(NULL) || access.own_suppliers(NULL))::uuid[]));

-- Keys ----------------------------------------------------------------------------------------------------------------

CREATE FUNCTION access.key_hash(token_hash bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN digest(token_hash, 'sha256');
END
$$;
COMMENT ON FUNCTION access.key_hash(bytea) IS 'What is stored of an API key, from the SHA-256 of its token. The token has 256 random bits, so nothing slower is needed.';
REVOKE ALL ON FUNCTION access.key_hash(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.key_hash(bytea) TO wedsync_authenticated, wedsync_service;

-- pgcrypto may live in any schema.
DO $pgcrypto$
BEGIN
    EXECUTE format('ALTER FUNCTION access.key_hash(bytea) SET search_path = pg_catalog, %I, pg_temp',
        (SELECT extnamespace::regnamespace FROM pg_catalog.pg_extension WHERE extname = 'pgcrypto'));
END
$pgcrypto$;

CREATE TABLE wedding.api_key (
    supplier_id         uuid        NOT NULL,
    id                  uuid        NOT NULL,
    name                text        NOT NULL,
    prefix              text        NOT NULL,
    hash                bytea       NOT NULL,
    scopes              text[]      NOT NULL,
    requests_per_minute integer,
    expires_at          timestamptz,
    revoked_at          timestamptz,
    replaces            uuid,
    created_by          text        NOT NULL DEFAULT wedding.actor(),
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT api_key_pkey PRIMARY KEY (supplier_id, id),
    CONSTRAINT api_key_prefix_key UNIQUE (prefix),
    CONSTRAINT api_key_replaces_key UNIQUE (supplier_id, replaces),
    CONSTRAINT api_key_name_check CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT api_key_prefix_check CHECK (prefix ~ '^[0-9A-Za-z]{12}$'),
    CONSTRAINT api_key_hash_check CHECK (octet_length(hash) = 32),
    CONSTRAINT api_key_scopes_check CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY[
        'supplier:read', 'supplier:write', 'couples:read', 'couples:write', 'core_fields:read', 'forms:read', 'forms:write',
        'guests:read', 'timeline:read', 'timeline:write', 'audit:read']),
    CONSTRAINT api_key_requests_per_minute_check CHECK (requests_per_minute BETWEEN 1 AND 1000000)
);
COMMENT ON TABLE wedding.api_key IS 'Keys with which programs of a supplier call; a key is revoked, never deleted.';
COMMENT ON COLUMN wedding.api_key.prefix IS 'The part of the token by which people and the service recognise the key.';
COMMENT ON COLUMN wedding.api_key.hash IS 'See access.key_hash(); masked in the audit trail.';
COMMENT ON COLUMN wedding.api_key.requests_per_minute IS 'NULL: as configured for keys.';
COMMENT ON COLUMN wedding.api_key.expires_at IS 'NULL: never.';
COMMENT ON COLUMN wedding.api_key.replaces IS 'The key that this one was rotated from.';
ALTER TABLE wedding.api_key
    ADD CONSTRAINT api_key_supplier_fkey FOREIGN KEY (supplier_id) REFERENCES wedding.supplier (id) ON DELETE CASCADE;
ALTER TABLE wedding.api_key
    ADD CONSTRAINT api_key_replaces_fkey FOREIGN KEY (supplier_id, replaces) REFERENCES wedding.api_key (supplier_id, id);

-- Apart from the key: it is written while requests are served, and is no change that a revision or the audit trail counts.
CREATE TABLE wedding.api_key_use (
    supplier_id  uuid        NOT NULL,
    key_id       uuid        NOT NULL,
    last_used_at timestamptz NOT NULL,
    CONSTRAINT api_key_use_pkey PRIMARY KEY (supplier_id, key_id)
);
COMMENT ON TABLE wedding.api_key_use IS 'When a key was used last, to the minute.';
ALTER TABLE wedding.api_key_use
    ADD CONSTRAINT api_key_use_key_fkey FOREIGN KEY (supplier_id, key_id) REFERENCES wedding.api_key (supplier_id, id) ON DELETE CASCADE;

ALTER TABLE wedding.api_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.api_key_use ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON wedding.api_key FOR SELECT TO wedsync_owner USING (true);
CREATE POLICY owner ON wedding.api_key_use TO wedsync_owner USING (true) WITH CHECK (true);
CREATE POLICY service ON wedding.api_key TO wedsync_service USING (true) WITH CHECK (true);
CREATE POLICY service ON wedding.api_key_use TO wedsync_service USING (true) WITH CHECK (true);
CREATE POLICY administrator ON wedding.api_key TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.administered_suppliers())::uuid[]));
CREATE POLICY administrator ON wedding.api_key_use FOR SELECT TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.administered_suppliers())::uuid[]));
-- Nobody but authenticate_key reads a hash. What a key may do and whose it is never changes.
GRANT SELECT (supplier_id, id, name, prefix, scopes, requests_per_minute, expires_at, revoked_at, replaces, created_by, created_at),
    INSERT (supplier_id, id, name, prefix, hash, scopes, requests_per_minute, expires_at, replaces),
    UPDATE (expires_at, revoked_at) ON wedding.api_key TO wedsync_authenticated, wedsync_service;
GRANT SELECT ON wedding.api_key_use TO wedsync_authenticated;
-- For whoever brings keys from another database.
GRANT SELECT, INSERT ON wedding.api_key_use TO wedsync_service;

CREATE TRIGGER api_key_record_insert AFTER INSERT ON wedding.api_key REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change('supplier', 'supplier_id', 'id', 'hash', 'api_key');
CREATE TRIGGER api_key_record_update AFTER UPDATE ON wedding.api_key REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change('supplier', 'supplier_id', 'id', 'hash', 'api_key');
CREATE TRIGGER api_key_record_delete AFTER DELETE ON wedding.api_key REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change('supplier', 'supplier_id', 'id', 'hash', 'api_key');

CREATE FUNCTION wedding.guard_api_key() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at THEN
        RAISE EXCEPTION 'A revoked key stays revoked' USING ERRCODE = 'WS409';
    END IF;
    IF coalesce(NEW.expires_at, 'infinity') > coalesce(OLD.expires_at, 'infinity') THEN
        RAISE EXCEPTION 'A key never lives longer than it was made for' USING ERRCODE = 'WS409';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION wedding.guard_api_key() IS 'Trigger: keys only ever end sooner.';
REVOKE ALL ON FUNCTION wedding.guard_api_key() FROM PUBLIC;
CREATE TRIGGER api_key_guard BEFORE UPDATE ON wedding.api_key
    FOR EACH ROW EXECUTE FUNCTION wedding.guard_api_key();

-- Verification --------------------------------------------------------------------------------------------------------

CREATE FUNCTION access.authenticate_key(prefix text, token_hash bytea)
RETURNS TABLE (supplier_id uuid, id uuid, scopes text[], requests_per_minute integer, use_is_stale boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    known record;
    -- As much work for a prefix that nobody has as for one that somebody has.
    presented constant bytea := access.key_hash(token_hash);
BEGIN
    SELECT key.*, used.last_used_at
    INTO known
    FROM wedding.api_key AS key
    LEFT JOIN wedding.api_key_use AS used ON used.supplier_id = key.supplier_id AND used.key_id = key.id
    WHERE key.prefix = authenticate_key.prefix;
    IF known.hash = presented AND known.revoked_at IS NULL AND coalesce(known.expires_at, 'infinity') > now() THEN
        RETURN QUERY SELECT known.supplier_id, known.id, known.scopes, known.requests_per_minute,
            coalesce(known.last_used_at, '-infinity') < now() - interval '1 minute';
    END IF;
END
$$;
COMMENT ON FUNCTION access.authenticate_key(text, bytea) IS
    'Whose key a token is, from its prefix and SHA-256; no row if it is unknown, wrong, expired or revoked. use_is_stale asks for access.touch_key().';
REVOKE ALL ON FUNCTION access.authenticate_key(text, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.authenticate_key(text, bytea) TO wedsync_app;

CREATE FUNCTION access.touch_key(supplier uuid, key uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO wedding.api_key_use AS used (supplier_id, key_id, last_used_at) VALUES ($1, $2, now())
    ON CONFLICT (supplier_id, key_id) DO UPDATE SET last_used_at = excluded.last_used_at
    WHERE used.last_used_at < excluded.last_used_at - interval '1 minute'
$$;
COMMENT ON FUNCTION access.touch_key(uuid, uuid) IS 'Remembers that the key was used just now, once a minute at most.';
REVOKE ALL ON FUNCTION access.touch_key(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.touch_key(uuid, uuid) TO wedsync_app;

-- Reading -------------------------------------------------------------------------------------------------------------

CREATE FUNCTION wedding.read_api_keys(caller text, supplier uuid, after_name text, after_id uuid, size integer)
RETURNS TABLE (
    administered boolean, id uuid, name text, prefix text, scopes text[], requests_per_minute integer, expires_at timestamptz,
    revoked_at timestamptz, replaces uuid, replaced_by uuid, created_by text, created_at timestamptz, last_used_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT access.administers(tenant.id), page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT key.id, key.name, key.prefix, key.scopes, key.requests_per_minute, key.expires_at, key.revoked_at, key.replaces,
            successor.id, key.created_by, key.created_at, used.last_used_at
        FROM wedding.api_key AS key
        LEFT JOIN wedding.api_key AS successor ON successor.supplier_id = key.supplier_id AND successor.replaces = key.id
        LEFT JOIN wedding.api_key_use AS used ON used.supplier_id = key.supplier_id AND used.key_id = key.id
        WHERE key.supplier_id = supplier AND (key.name, key.id) > (after_name, after_id)
        ORDER BY key.name, key.id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = supplier AND tenant.kind = 'supplier';
END
$$;
COMMENT ON FUNCTION wedding.read_api_keys(text, uuid, text, uuid, integer) IS
    'A page of a supplier''s keys by name; one row without a key if there are none or the caller does not administer the supplier.';
REVOKE ALL ON FUNCTION wedding.read_api_keys(text, uuid, text, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_api_keys(text, uuid, text, uuid, integer) TO wedsync_app;
