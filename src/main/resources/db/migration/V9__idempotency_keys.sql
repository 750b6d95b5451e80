-- Answers of writes that came with an Idempotency-Key, kept in the transaction of the write: a client that lost the answer
-- asks again with the same key and gets the same bytes, and the write happens once.

CREATE TABLE access.idempotency_key (
    actor       text        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    status      smallint    NOT NULL,
    etag        text,
    location    text,
    body        bytea,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_key_pkey PRIMARY KEY (actor, key),
    CONSTRAINT idempotency_key_key_check CHECK (char_length(key) BETWEEN 1 AND 255),
    CONSTRAINT idempotency_key_fingerprint_check CHECK (octet_length(fingerprint) = 32),
    CONSTRAINT idempotency_key_status_check CHECK (status BETWEEN 200 AND 299)
);
COMMENT ON TABLE access.idempotency_key IS 'The answer that a caller was given for a key.';
COMMENT ON COLUMN access.idempotency_key.actor IS 'See wedding.actor(): keys of different callers never meet.';
COMMENT ON COLUMN access.idempotency_key.fingerprint IS 'SHA-256 of what was asked: the same key with another question is an error.';
CREATE INDEX idempotency_key_created_at_idx ON access.idempotency_key (created_at);
ALTER TABLE access.idempotency_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON access.idempotency_key TO wedsync_owner USING (true) WITH CHECK (true);

CREATE FUNCTION access.claim_key(key text, max_age interval)
RETURNS TABLE (fingerprint bytea, status smallint, etag text, location text, body bytea)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    asking constant text := wedding.actor();
BEGIN
    -- Until the transaction ends: a second try waits for the first one, as long as lock_timeout lets it.
    PERFORM pg_advisory_xact_lock(hashtextextended(asking || ' ' || claim_key.key, 0));
    RETURN QUERY
    SELECT kept.fingerprint, kept.status, kept.etag, kept.location, kept.body
    FROM access.idempotency_key AS kept
    WHERE kept.actor = asking AND kept.key = claim_key.key AND kept.created_at > now() - max_age;
END
$$;
COMMENT ON FUNCTION access.claim_key(text, interval) IS
    'Holds the caller''s key for this transaction and gives the answer that is kept for it; no row if there is none, or an older one.';

CREATE FUNCTION access.keep_answer(key text, fingerprint bytea, status smallint, etag text, location text, body bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO access.idempotency_key AS kept (actor, key, fingerprint, status, etag, location, body)
    VALUES (wedding.actor(), $1, $2, $3, $4, $5, $6)
    -- what is in the way is older than max_age, or claim_key would have given it
    ON CONFLICT (actor, key) DO UPDATE
    SET fingerprint = excluded.fingerprint, status = excluded.status, etag = excluded.etag, location = excluded.location,
        body = excluded.body, created_at = excluded.created_at
$$;
COMMENT ON FUNCTION access.keep_answer(text, bytea, smallint, text, text, bytea) IS 'Keeps the answer of this transaction for a key that it claimed.';

CREATE FUNCTION access.forget_answers(max_age interval, rows integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    WITH forgotten AS (
        DELETE FROM access.idempotency_key
        WHERE (actor, key) IN (
            SELECT expired.actor, expired.key
            FROM access.idempotency_key AS expired
            WHERE expired.created_at < now() - $1
            ORDER BY expired.created_at
            LIMIT $2
            FOR UPDATE SKIP LOCKED)
        RETURNING 1)
    SELECT count(*) FROM forgotten
$$;
COMMENT ON FUNCTION access.forget_answers(interval, integer) IS 'Deletes some answers that are older than that and says how many; replicas do not wait for each other.';

REVOKE ALL ON FUNCTION access.claim_key(text, interval), access.keep_answer(text, bytea, smallint, text, text, bytea),
    access.forget_answers(interval, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.claim_key(text, interval), access.keep_answer(text, bytea, smallint, text, text, bytea)
    TO wedsync_authenticated, wedsync_service;
GRANT EXECUTE ON FUNCTION access.forget_answers(interval, integer) TO wedsync_app;
