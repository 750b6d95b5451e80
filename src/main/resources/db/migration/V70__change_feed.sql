-- The change feed (docs/sync.md, docs/adr/0009-change-feed.md): each change of a couple's data as it was made, in the order of
-- the couple's revisions, for as long as it is kept.

CREATE TABLE sync.change (
    couple_id      uuid        NOT NULL,
    revision       bigint      NOT NULL,
    transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
    at             timestamptz NOT NULL,
    actor          text        NOT NULL,
    action         text        NOT NULL,
    entity         text        NOT NULL,
    entity_id      text        NOT NULL,
    supplier_id    uuid,
    changed        text[]      NOT NULL,
    "row"          jsonb       NOT NULL,
    CONSTRAINT change_pkey PRIMARY KEY (couple_id, revision),
    CONSTRAINT change_action_check CHECK (action IN ('insert', 'update', 'delete'))
);
COMMENT ON TABLE sync.change IS 'Changes of couples'' data, written by wedding.record_change() in the transaction of the change, forgotten after a while by sync.forget_changes().';
COMMENT ON COLUMN sync.change.revision IS 'Of the couple after this change. Dense: only the oldest are ever forgotten.';
COMMENT ON COLUMN sync.change.transaction_id IS 'By which a reader of many couples knows, from two snapshots, what was committed between them.';
COMMENT ON COLUMN sync.change.at IS 'When the change was made: before its commit, and not in the order of revisions to the microsecond.';
COMMENT ON COLUMN sync.change.entity_id IS 'The row''s own key within the couple.';
COMMENT ON COLUMN sync.change.supplier_id IS 'Of rows that have the column.';
COMMENT ON COLUMN sync.change.changed IS 'Columns that differ, but for version and updated_at; all of a new row, none of a deleted one.';
COMMENT ON COLUMN sync.change."row" IS 'After the change; of a deleted row before it, because who may know of the row may know of its end. Never secrets.';
-- What is old enough to be forgotten. Not BRIN: the room of what was forgotten is filled again, after which each range of
-- pages has both old and new rows.
CREATE INDEX change_at_idx ON sync.change (at);
-- Since when is this supplier connected to this couple, and what became of a supplier's connections?
CREATE INDEX change_connection_idx ON sync.change (supplier_id, couple_id, revision) WHERE entity = 'connection';

CREATE TABLE sync.history (
    only_one  boolean NOT NULL DEFAULT true,
    epoch     text    NOT NULL DEFAULT left(md5(gen_random_uuid()::text), 8),
    forgotten xid8    NOT NULL DEFAULT '0',
    CONSTRAINT history_pkey PRIMARY KEY (only_one),
    CONSTRAINT history_only_one_check CHECK (only_one),
    CONSTRAINT history_epoch_check CHECK (epoch ~ '^[0-9a-f]{8}$')
);
COMMENT ON TABLE sync.history IS 'One row: how far back the feed goes.';
COMMENT ON COLUMN sync.history.epoch IS 'Another one after sync.begin_anew(): positions of before are of another history.';
COMMENT ON COLUMN sync.history.forgotten IS 'No transaction after this one has lost a change.';
INSERT INTO sync.history DEFAULT VALUES;

-- Who is told what -----------------------------------------------------------------------------------------------------

GRANT USAGE ON SCHEMA sync TO wedsync_app; -- to call functions only
ALTER TABLE sync.change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE sync.history ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner ON sync.change TO wedsync_owner USING (true) WITH CHECK (true);
CREATE POLICY owner ON sync.history TO wedsync_owner USING (true) WITH CHECK (true);
CREATE POLICY reader ON sync.history FOR SELECT TO wedsync_authenticated, wedsync_service USING (true);
CREATE POLICY service ON sync.change FOR SELECT TO wedsync_service USING (true);
CREATE POLICY member ON sync.change FOR SELECT TO wedsync_authenticated
    USING (couple_id = ANY ((SELECT access.own_couples())::uuid[]));
GRANT SELECT ON sync.change, sync.history TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION sync.shared_entities() RETURNS text[]
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Members of a couple and the drafts of its answers are nobody else's matter.
    RETURN ARRAY(
        SELECT shared.entity
        FROM (VALUES
            ('connection',       'couples:read'),
            ('core_field_value', 'core_fields:read'),
            ('couple',           'couples:read'),
            ('form_submission',  'forms:read'),
            ('guest',            'guests:read'),
            ('timeline_event',   'timeline:read')
        ) AS shared (entity, scope)
        WHERE access.caller_user() IS NOT NULL OR access.supplier_of_key(shared.scope) IS NOT NULL);
END
$$;
COMMENT ON FUNCTION sync.shared_entities() IS 'Of which entities the caller reads what couples share with suppliers: an API key those of its scopes.';

CREATE FUNCTION sync.admissions() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    own constant uuid[] := access.own_suppliers(NULL);
BEGIN
    RETURN (
        WITH connected AS (
            SELECT connection.couple_id, connection.supplier_id, coalesce(began.revision, 0) AS revision
            FROM wedding.connection
            LEFT JOIN LATERAL (
                SELECT change.revision
                FROM sync.change
                WHERE change.entity = 'connection'
                  AND change.supplier_id = connection.supplier_id
                  AND change.couple_id = connection.couple_id
                  AND change."row" ->> 'status' = 'active'
                  AND 'status' = ANY (change.changed)
                ORDER BY change.revision DESC
                LIMIT 1
            ) AS began ON true -- else it began before everything that is still known
            WHERE connection.supplier_id = ANY (own) AND connection.status = 'active'
        )
        SELECT coalesce(jsonb_object_agg(told.key, told.revision), '{}')
        FROM (
            SELECT connected.couple_id || '/' || connected.supplier_id AS key, connected.revision FROM connected
            UNION ALL
            SELECT connected.couple_id::text, min(connected.revision) FROM connected GROUP BY connected.couple_id
        ) AS told);
END
$$;
COMMENT ON FUNCTION sync.admissions() IS
    'From which revision on the caller, as a connected supplier, is told of a couple ("<couple>") and of what lies between it and one supplier ("<couple>/<supplier>"): from when the connection became active.';

REVOKE ALL ON FUNCTION sync.shared_entities(), sync.admissions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.shared_entities(), sync.admissions() TO wedsync_authenticated, wedsync_service;

-- As the policies of the tables themselves, and nothing of before the connection became active.
CREATE POLICY supplier ON sync.change FOR SELECT TO wedsync_authenticated
    USING (entity = ANY ((SELECT sync.shared_entities())::text[])
        AND CASE entity
            WHEN 'connection' THEN supplier_id = ANY ((SELECT access.own_suppliers('couples:read'))::uuid[])
            WHEN 'form_submission' THEN "row" ->> 'status' <> 'draft'
                AND revision >= ((SELECT sync.admissions()) ->> (couple_id || '/' || supplier_id))::bigint
            ELSE revision >= ((SELECT sync.admissions()) ->> couple_id::text)::bigint
        END);

-- What is written as it was, is no change and has no revision: it must not get a version either, of which no device is told.
CREATE OR REPLACE FUNCTION wedding.count_version() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW IS DISTINCT FROM OLD THEN
        NEW.version := OLD.version + 1;
        NEW.updated_at := now();
    END IF;
    RETURN NEW;
END
$$;

-- By trigger, so that no writer can forget it --------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION wedding.record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC' -- in which rows of the feed tell times
AS $$
DECLARE
    -- Arguments and not TG_TABLE_NAME, which would be a shard's name in a sharded database.
    tenant_kind constant text := TG_ARGV[0];
    tenant_column constant text := TG_ARGV[1];
    key_column constant text := TG_ARGV[2];
    masked constant text[] := string_to_array(TG_ARGV[3], ',');
    untold constant text[] := masked || 'couple_id'::text;
    changed refcursor;
    before jsonb;
    after jsonb;
    tenant wedding.tenant;
    entry wedding.audit_entry;
    told jsonb;
BEGIN
    entry.entity := TG_ARGV[4];
    entry.action := lower(TG_OP);
    entry.actor := wedding.actor();
    entry.at := clock_timestamp();

    -- In the order of tenants, so that two such statements cannot wait for each other.
    CASE TG_OP
        WHEN 'INSERT' THEN
            OPEN changed FOR
                SELECT NULL::jsonb, state, wedding.changes(NULL, state, masked)
                FROM (SELECT to_jsonb(new_rows) AS state FROM new_rows) AS is_now
                ORDER BY state -> tenant_column;
        WHEN 'DELETE' THEN
            OPEN changed FOR
                SELECT state, NULL::jsonb, wedding.changes(state, NULL, masked)
                FROM (SELECT to_jsonb(old_rows) AS state FROM old_rows) AS was
                ORDER BY state -> tenant_column;
        ELSE
            OPEN changed FOR
                SELECT was.state, is_now.state, wedding.changes(was.state, is_now.state, masked)
                FROM (SELECT to_jsonb(old_rows) AS state FROM old_rows) AS was
                JOIN (SELECT to_jsonb(new_rows) AS state FROM new_rows) AS is_now
                    ON was.state -> tenant_column = is_now.state -> tenant_column
                    AND was.state -> key_column = is_now.state -> key_column
                ORDER BY was.state -> tenant_column;
    END CASE;

    LOOP
        FETCH changed INTO before, after, entry.changes;
        EXIT WHEN NOT FOUND;
        CONTINUE WHEN entry.changes = '{}';

        entry.tenant_id := (coalesce(after, before) ->> tenant_column)::uuid;
        entry.entity_id := coalesce(after, before) ->> key_column;
        IF tenant.id IS DISTINCT FROM entry.tenant_id THEN
            IF tenant.id IS NOT NULL THEN
                UPDATE wedding.tenant AS held
                SET revision = tenant.revision, audit_sequence = tenant.audit_sequence, audit_hash = tenant.audit_hash
                WHERE held.id = tenant.id;
            END IF;
            IF entry.action = 'insert' AND entry.entity = tenant_kind THEN
                INSERT INTO wedding.tenant (id, kind) VALUES (entry.tenant_id, tenant_kind) ON CONFLICT DO NOTHING;
            END IF;
            SELECT * INTO STRICT tenant FROM wedding.tenant AS held WHERE held.id = entry.tenant_id FOR NO KEY UPDATE;
        END IF;

        tenant.revision := tenant.revision + 1;
        tenant.audit_sequence := tenant.audit_sequence + 1;
        entry.revision := tenant.revision;
        entry.sequence := tenant.audit_sequence;
        entry.previous_hash := tenant.audit_hash;
        entry.hash := wedding.audit_hash(entry);
        tenant.audit_hash := entry.hash;
        INSERT INTO wedding.audit_entry VALUES (entry.*);
        IF tenant_kind = 'couple' THEN
            told := coalesce(after, before) - untold;
            INSERT INTO sync.change (couple_id, revision, at, actor, action, entity, entity_id, supplier_id, changed, "row")
            VALUES (entry.tenant_id, entry.revision, entry.at, entry.actor, entry.action, entry.entity, entry.entity_id,
                (told ->> 'supplier_id')::uuid,
                CASE entry.action
                    WHEN 'insert' THEN ARRAY(SELECT jsonb_object_keys(told))
                    WHEN 'update' THEN ARRAY(SELECT jsonb_object_keys(entry.changes))
                    ELSE '{}'
                END, told);
        END IF;
    END LOOP;
    CLOSE changed;

    IF tenant.id IS NOT NULL THEN
        UPDATE wedding.tenant AS held
        SET revision = tenant.revision, audit_sequence = tenant.audit_sequence, audit_hash = tenant.audit_hash
        WHERE held.id = tenant.id;
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wedding.record_change() IS
    'Trigger (kind of tenant, column of the tenant, column of the key, masked columns, entity): counts the tenant''s revision, writes its audit trail, and tells the feed of a couple''s changes.';
