-- Secrets of suppliers: credentials of other services, encrypted with pgcrypto under a key that only the service has.
--
-- Key and value come as parameters of statements. bootstrap.sql keeps parameters out of the server's log.

CREATE FUNCTION access.encrypt(value bytea, key text) RETURNS bytea
LANGUAGE plpgsql VOLATILE STRICT
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN pgp_sym_encrypt_bytea(value, key, 'cipher-algo=aes256, compress-algo=0');
END
$$;
COMMENT ON FUNCTION access.encrypt(bytea, text) IS 'OpenPGP message, AES-256 with an integrity check, under a key derived from the text.';

CREATE FUNCTION access.decrypt(ciphertext bytea, key text) RETURNS bytea
LANGUAGE plpgsql STABLE STRICT
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
    RETURN pgp_sym_decrypt_bytea(ciphertext, key);
END
$$;
COMMENT ON FUNCTION access.decrypt(bytea, text) IS 'What access.encrypt() was given; SQLSTATE 39000 if it is another key.';
REVOKE ALL ON FUNCTION access.encrypt(bytea, text), access.decrypt(bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.encrypt(bytea, text), access.decrypt(bytea, text) TO wedsync_authenticated, wedsync_service;

-- pgcrypto may live in any schema.
DO $pgcrypto$
DECLARE
    pgcrypto constant text := (SELECT extnamespace::regnamespace FROM pg_catalog.pg_extension WHERE extname = 'pgcrypto');
BEGIN
    EXECUTE format('ALTER FUNCTION access.encrypt(bytea, text) SET search_path = pg_catalog, %s, pg_temp', pgcrypto);
    EXECUTE format('ALTER FUNCTION access.decrypt(bytea, text) SET search_path = pg_catalog, %s, pg_temp', pgcrypto);
END
$pgcrypto$;

CREATE TABLE wedding.secret (
    supplier_id uuid        NOT NULL,
    name        text        NOT NULL,
    ciphertext  bytea       NOT NULL,
    key_id      text        NOT NULL,
    version     bigint      NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT secret_pkey PRIMARY KEY (supplier_id, name),
    CONSTRAINT secret_name_check CHECK (name ~ '^[a-z0-9][a-z0-9_.-]{0,62}$'),
    CONSTRAINT secret_key_id_check CHECK (char_length(key_id) BETWEEN 1 AND 63)
);
COMMENT ON TABLE wedding.secret IS 'Credentials with which a supplier uses other services.';
COMMENT ON COLUMN wedding.secret.ciphertext IS 'See access.encrypt(); masked in the audit trail.';
COMMENT ON COLUMN wedding.secret.key_id IS 'Which of the service''s keys opens it.';
ALTER TABLE wedding.secret
    ADD CONSTRAINT secret_supplier_fkey FOREIGN KEY (supplier_id) REFERENCES wedding.supplier (id) ON DELETE CASCADE;
-- What a rotation has still to do.
CREATE INDEX secret_key_id_idx ON wedding.secret (key_id, supplier_id);

ALTER TABLE wedding.secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY service ON wedding.secret TO wedsync_service USING (true) WITH CHECK (true);
CREATE POLICY administrator ON wedding.secret TO wedsync_authenticated
    USING (supplier_id = ANY ((SELECT access.administered_suppliers())::uuid[]));
GRANT SELECT, DELETE, INSERT (supplier_id, name, ciphertext, key_id), UPDATE (ciphertext, key_id)
    ON wedding.secret TO wedsync_authenticated, wedsync_service;

CREATE TRIGGER secret_count_version BEFORE UPDATE ON wedding.secret
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
CREATE TRIGGER secret_record_insert AFTER INSERT ON wedding.secret REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change('supplier', 'supplier_id', 'name', 'ciphertext', 'secret');
CREATE TRIGGER secret_record_update AFTER UPDATE ON wedding.secret REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change('supplier', 'supplier_id', 'name', 'ciphertext', 'secret');
CREATE TRIGGER secret_record_delete AFTER DELETE ON wedding.secret REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change('supplier', 'supplier_id', 'name', 'ciphertext', 'secret');

CREATE FUNCTION wedding.read_secrets(caller text, supplier uuid, after_name text, size integer)
RETURNS TABLE (administered boolean, name text, key_id text, version bigint, created_at timestamptz, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT access.administers(tenant.id), page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT secret.name, secret.key_id, secret.version, secret.created_at, secret.updated_at
        FROM wedding.secret
        WHERE secret.supplier_id = supplier AND secret.name > after_name
        ORDER BY secret.name
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = supplier AND tenant.kind = 'supplier';
END
$$;
COMMENT ON FUNCTION wedding.read_secrets(text, uuid, text, integer) IS
    'A page of a supplier''s secrets by name, without values; one row without a secret if there are none or the caller does not administer the supplier.';
REVOKE ALL ON FUNCTION wedding.read_secrets(text, uuid, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_secrets(text, uuid, text, integer) TO wedsync_app;
