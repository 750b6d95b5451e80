-- What every change of a tenant's data leaves behind, by trigger, so that no writer can forget it: the tenant's revision
-- goes up by one for each changed row, and an entry of its audit trail says who changed what from which value to which.
-- Both in the transaction of the change, once per statement, with the tenant's row locked.

CREATE TABLE wedding.audit_entry (
    tenant_id     uuid        NOT NULL,
    sequence      bigint      NOT NULL,
    revision      bigint      NOT NULL,
    at            timestamptz NOT NULL,
    actor         text        NOT NULL,
    action        text        NOT NULL,
    entity        text        NOT NULL,
    entity_id     text        NOT NULL,
    changes       jsonb       NOT NULL,
    previous_hash bytea       NOT NULL,
    hash          bytea       NOT NULL,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (tenant_id, sequence),
    CONSTRAINT audit_entry_sequence_check CHECK (sequence > 0),
    CONSTRAINT audit_entry_action_check CHECK (action IN ('insert', 'update', 'delete')),
    CONSTRAINT audit_entry_hash_check CHECK (octet_length(previous_hash) = 32 AND octet_length(hash) = 32)
);
COMMENT ON TABLE wedding.audit_entry IS 'Who changed what of a tenant; append-only, and chained by hashes per tenant so that a change is found by wedding.verify_audit().';
COMMENT ON COLUMN wedding.audit_entry.sequence IS 'Dense per tenant, from 1.';
COMMENT ON COLUMN wedding.audit_entry.revision IS 'Of the tenant after this change.';
COMMENT ON COLUMN wedding.audit_entry.actor IS 'The caller as in access.enter(), without the scopes of a key; sql:<log-in> for a writer outside the service.';
COMMENT ON COLUMN wedding.audit_entry.entity_id IS 'The row''s own key within the tenant.';
COMMENT ON COLUMN wedding.audit_entry.changes IS 'For each changed column {"from", "to"}; secrets are masked.';
-- The trail of one row, newest first.
CREATE INDEX audit_entry_entity_idx ON wedding.audit_entry (tenant_id, entity, entity_id, sequence);

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON wedding.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
-- Also for sessions that switch triggers off by session_replication_role.
ALTER TABLE wedding.audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only;

ALTER TABLE wedding.audit_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_insert ON wedding.audit_entry FOR INSERT TO wedsync_owner WITH CHECK (true);
CREATE POLICY owner_read ON wedding.audit_entry FOR SELECT TO wedsync_owner USING (true);
CREATE POLICY service ON wedding.audit_entry FOR SELECT TO wedsync_service USING (true);
CREATE POLICY member ON wedding.audit_entry FOR SELECT TO wedsync_authenticated
    USING (tenant_id = ANY ((SELECT access.own_couples() || access.own_suppliers('audit:read'))::uuid[]));
GRANT SELECT ON wedding.audit_entry TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION wedding.audit_hash(entry wedding.audit_entry) RETURNS bytea
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Numbers of fixed width, and each text with its length before it: no two entries have the same bytes. The sequence is
    -- left out on purpose: the previous hash fixes the position, and an entry that was only moved shows as moved.
    RETURN sha256(entry.previous_hash || int8send(entry.revision) || timestamptz_send(entry.at) || uuid_send(entry.tenant_id)
        || int4send(octet_length(entry.actor)) || convert_to(entry.actor, 'UTF8')
        || int4send(octet_length(entry.action)) || convert_to(entry.action, 'UTF8')
        || int4send(octet_length(entry.entity)) || convert_to(entry.entity, 'UTF8')
        || int4send(octet_length(entry.entity_id)) || convert_to(entry.entity_id, 'UTF8')
        || convert_to(entry.changes::text, 'UTF8'));
END
$$;
COMMENT ON FUNCTION wedding.audit_hash(wedding.audit_entry) IS 'SHA-256 over the hash of the entry before and the content of this one.';
REVOKE ALL ON FUNCTION wedding.audit_hash(wedding.audit_entry) FROM PUBLIC;

CREATE FUNCTION wedding.actor() RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller constant text := nullif(current_setting('wedsync.caller', true), '');
BEGIN
    RETURN CASE
        WHEN caller IS NULL THEN 'sql:' || session_user
        WHEN starts_with(caller, 'key:') THEN left(caller, 77)
        ELSE caller
    END;
END
$$;
COMMENT ON FUNCTION wedding.actor() IS 'Who changes data in this transaction, as the audit trail names them.';
REVOKE ALL ON FUNCTION wedding.actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.actor() TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION wedding.changes(before jsonb, after jsonb, masked text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(jsonb_object_agg(field, CASE
        WHEN field = ANY (masked) THEN jsonb_build_object('masked', true)
        ELSE jsonb_build_object('from', before -> field, 'to', after -> field)
    END), '{}')
    FROM jsonb_object_keys(coalesce(after, before)) AS field
    WHERE nullif(before -> field, 'null') IS DISTINCT FROM nullif(after -> field, 'null')
      AND field NOT IN ('version', 'created_at', 'updated_at')
$$;
COMMENT ON FUNCTION wedding.changes(jsonb, jsonb, text[]) IS 'Columns that differ between two states of a row, each with its old and new value; NULL for a row that was or is not there.';
REVOKE ALL ON FUNCTION wedding.changes(jsonb, jsonb, text[]) FROM PUBLIC;

CREATE FUNCTION wedding.record_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- Arguments and not TG_TABLE_NAME, which would be a shard's name in a sharded database.
    tenant_kind constant text := TG_ARGV[0];
    tenant_column constant text := TG_ARGV[1];
    key_column constant text := TG_ARGV[2];
    masked constant text[] := string_to_array(TG_ARGV[3], ',');
    changed refcursor;
    before jsonb;
    after jsonb;
    tenant wedding.tenant;
    entry wedding.audit_entry;
BEGIN
    entry.entity := TG_ARGV[4];
    entry.action := lower(TG_OP);
    entry.actor := wedding.actor();
    entry.at := clock_timestamp();

    -- In the order of tenants, so that two such statements cannot wait for each other.
    CASE TG_OP
        WHEN 'INSERT' THEN
            OPEN changed FOR SELECT NULL::jsonb, to_jsonb(new_rows) FROM new_rows ORDER BY to_jsonb(new_rows) -> tenant_column;
        WHEN 'DELETE' THEN
            OPEN changed FOR SELECT to_jsonb(old_rows), NULL::jsonb FROM old_rows ORDER BY to_jsonb(old_rows) -> tenant_column;
        ELSE
            OPEN changed FOR
                WITH was AS (SELECT to_jsonb(old_rows) AS state FROM old_rows),
                     is_now AS (SELECT to_jsonb(new_rows) AS state FROM new_rows)
                SELECT was.state, is_now.state
                FROM was
                JOIN is_now ON was.state -> tenant_column = is_now.state -> tenant_column
                    AND was.state -> key_column = is_now.state -> key_column
                ORDER BY was.state -> tenant_column;
    END CASE;

    LOOP
        FETCH changed INTO before, after;
        EXIT WHEN NOT FOUND;
        entry.changes := wedding.changes(before, after, masked);
        CONTINUE WHEN entry.changes = '{}';

        entry.tenant_id := (coalesce(after, before) ->> tenant_column)::uuid;
        entry.entity_id := coalesce(after, before) ->> key_column;
        IF tenant.id IS DISTINCT FROM entry.tenant_id THEN
            UPDATE wedding.tenant AS held
            SET revision = tenant.revision, audit_sequence = tenant.audit_sequence, audit_hash = tenant.audit_hash
            WHERE held.id = tenant.id;
            INSERT INTO wedding.tenant (id, kind) SELECT entry.tenant_id, tenant_kind
            WHERE entry.action = 'insert' AND entry.entity = tenant_kind
            ON CONFLICT DO NOTHING;
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
    END LOOP;
    CLOSE changed;

    UPDATE wedding.tenant AS held
    SET revision = tenant.revision, audit_sequence = tenant.audit_sequence, audit_hash = tenant.audit_hash
    WHERE held.id = tenant.id;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wedding.record_change() IS
    'Trigger (kind of tenant, column of the tenant, column of the key, masked columns, entity): counts the tenant''s revision and writes its audit trail.';
REVOKE ALL ON FUNCTION wedding.record_change() FROM PUBLIC;

DO $triggers$
DECLARE
    recorded record;
    arguments text;
BEGIN
    FOR recorded IN
        SELECT *
        FROM (VALUES
            ('supplier',         'supplier', 'id',          'id'),
            ('supplier_member',  'supplier', 'supplier_id', 'user_id'),
            ('form',             'supplier', 'supplier_id', 'id'),
            ('couple',           'couple',   'id',          'id'),
            ('couple_member',    'couple',   'couple_id',   'user_id'),
            ('connection',       'couple',   'couple_id',   'supplier_id'),
            ('core_field_value', 'couple',   'couple_id',   'key'),
            ('form_submission',  'couple',   'couple_id',   'id'),
            ('guest',            'couple',   'couple_id',   'id'),
            ('timeline_event',   'couple',   'couple_id',   'id')
        ) AS recorded (entity, tenant_kind, tenant_column, key_column)
    LOOP
        arguments := format('%L, %L, %L, %L, %L',
            recorded.tenant_kind, recorded.tenant_column, recorded.key_column, '', recorded.entity);
        EXECUTE format('CREATE TRIGGER %1$s_record_insert AFTER INSERT ON wedding.%1$I REFERENCING NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change(%2$s)', recorded.entity, arguments);
        EXECUTE format('CREATE TRIGGER %1$s_record_update AFTER UPDATE ON wedding.%1$I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
            FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change(%2$s)', recorded.entity, arguments);
        EXECUTE format('CREATE TRIGGER %1$s_record_delete AFTER DELETE ON wedding.%1$I REFERENCING OLD TABLE AS old_rows
            FOR EACH STATEMENT EXECUTE FUNCTION wedding.record_change(%2$s)', recorded.entity, arguments);
    END LOOP;
END
$triggers$;

CREATE FUNCTION wedding.verify_audit(tenant uuid) RETURNS TABLE (sequence bigint, fault text)
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH linked AS (
        SELECT
            entry.sequence,
            entry.hash,
            entry.previous_hash,
            wedding.audit_hash(entry) AS computed_hash,
            lag(entry.sequence, 1, 0::bigint) OVER in_order AS sequence_before,
            lag(entry.hash, 1, decode(repeat('00', 32), 'hex')) OVER in_order AS hash_before,
            lead(entry.sequence) OVER in_order IS NULL AS newest
        FROM wedding.audit_entry AS entry
        WHERE entry.tenant_id = tenant
        WINDOW in_order AS (ORDER BY entry.sequence)
    )
    SELECT linked.sequence_before + 1, format('missing: entries %s to %s', linked.sequence_before + 1, linked.sequence - 1)
    FROM linked
    WHERE linked.sequence > linked.sequence_before + 1
    UNION ALL
    SELECT linked.sequence, 'tampered: the content does not have the recorded hash'
    FROM linked
    WHERE linked.hash <> linked.computed_hash
    UNION ALL
    SELECT linked.sequence, format('reordered: does not continue entry %s', linked.sequence_before)
    FROM linked
    WHERE linked.previous_hash <> linked.hash_before AND linked.sequence = linked.sequence_before + 1
    UNION ALL
    SELECT head.audit_sequence, 'missing: the newest entries'
    FROM wedding.tenant AS head
    LEFT JOIN linked ON linked.newest
    WHERE head.id = tenant
      AND (coalesce(linked.sequence, 0), coalesce(linked.hash, decode(repeat('00', 32), 'hex'))) <> (head.audit_sequence, head.audit_hash)
    ORDER BY 1, 2
$$;
COMMENT ON FUNCTION wedding.verify_audit(uuid) IS 'Faults of a tenant''s audit trail: tampered, missing or reordered entries; no rows if it is whole.';
REVOKE ALL ON FUNCTION wedding.verify_audit(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.verify_audit(uuid) TO wedsync_authenticated, wedsync_service;
GRANT EXECUTE ON FUNCTION wedding.audit_hash(wedding.audit_entry) TO wedsync_authenticated, wedsync_service;
GRANT SELECT (audit_sequence, audit_hash) ON wedding.tenant TO wedsync_authenticated, wedsync_service;

-- What may become of what ---------------------------------------------------------------------------------------------

CREATE FUNCTION wedding.guard_connection() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    couple_side boolean;
    supplier_side boolean;
BEGIN
    -- The service role and writers outside the service take no side.
    IF current_user = 'wedsync_authenticated' AND NEW.status <> OLD.status THEN
        couple_side := NEW.couple_id = ANY (access.own_couples());
        supplier_side := NEW.supplier_id = ANY (access.own_suppliers('couples:write'));
        IF NEW.status = 'active' AND NOT (CASE OLD.invited_by WHEN 'couple' THEN supplier_side ELSE couple_side END) THEN
            RAISE EXCEPTION 'Only the invited side accepts' USING ERRCODE = 'WS403';
        END IF;
        IF NEW.status = 'pending' AND NOT (CASE NEW.invited_by WHEN 'couple' THEN couple_side ELSE supplier_side END) THEN
            RAISE EXCEPTION 'Nobody invites in the name of the other side' USING ERRCODE = 'WS403';
        END IF;
    END IF;
    IF NOT (NEW.status = OLD.status
        OR (OLD.status = 'pending' AND NEW.status IN ('active', 'declined', 'ended'))
        OR (OLD.status = 'active' AND NEW.status = 'ended')
        OR (OLD.status IN ('declined', 'ended') AND NEW.status = 'pending')) THEN
        RAISE EXCEPTION 'A connection that is % cannot become %', OLD.status, NEW.status USING ERRCODE = 'WS409';
    END IF;
    IF NEW.invited_by <> OLD.invited_by AND NOT (NEW.status = 'pending' AND OLD.status <> 'pending') THEN
        RAISE EXCEPTION 'Who invited is settled until the connection has ended' USING ERRCODE = 'WS409';
    END IF;

    IF NEW.status <> OLD.status THEN
        NEW.invited_at := CASE WHEN NEW.status = 'pending' THEN now() ELSE OLD.invited_at END;
        NEW.accepted_at := CASE NEW.status WHEN 'active' THEN now() WHEN 'pending' THEN NULL ELSE OLD.accepted_at END;
        NEW.ended_at := CASE WHEN NEW.status IN ('declined', 'ended') THEN now() END;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION wedding.guard_connection() IS 'Trigger: pending -> active | declined | ended, active -> ended, declined | ended -> pending; the invited side accepts.';
REVOKE ALL ON FUNCTION wedding.guard_connection() FROM PUBLIC;
CREATE TRIGGER connection_guard BEFORE UPDATE ON wedding.connection
    FOR EACH ROW EXECUTE FUNCTION wedding.guard_connection();

CREATE FUNCTION wedding.guard_submission() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Row level security says who may change the row; that a supplier changes nothing but the state, only a trigger can.
    IF current_user = 'wedsync_authenticated' AND NOT NEW.couple_id = ANY (access.own_couples())
        AND (NEW.answers, NEW.form_version, NEW.submitted_by, NEW.submitted_at)
            IS DISTINCT FROM (OLD.answers, OLD.form_version, OLD.submitted_by, OLD.submitted_at) THEN
        RAISE EXCEPTION 'A supplier may mark a submission as reviewed and change nothing else' USING ERRCODE = 'WS403';
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION wedding.guard_submission() IS 'Trigger: a supplier changes nothing of a submission but its state.';
REVOKE ALL ON FUNCTION wedding.guard_submission() FROM PUBLIC;
CREATE TRIGGER form_submission_guard BEFORE UPDATE ON wedding.form_submission
    FOR EACH ROW EXECUTE FUNCTION wedding.guard_submission();

-- Beginnings: nobody is a member of what does not exist yet ------------------------------------------------------------

CREATE FUNCTION wedding.create_couple(couple uuid, name text, time_zone text, display_name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    IF caller_user IS NULL THEN
        RAISE EXCEPTION 'Only a user can begin a wedding' USING ERRCODE = 'WS403';
    END IF;
    INSERT INTO wedding.couple (id, name, time_zone) VALUES (couple, $2, $3);
    INSERT INTO wedding.couple_member (couple_id, user_id, role, display_name) VALUES (couple, caller_user, 'partner', $4);
END
$$;
COMMENT ON FUNCTION wedding.create_couple(uuid, text, text, text) IS 'A couple whose first partner is the caller.';
REVOKE ALL ON FUNCTION wedding.create_couple(uuid, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.create_couple(uuid, text, text, text) TO wedsync_authenticated;
CREATE POLICY owner_insert ON wedding.couple FOR INSERT TO wedsync_owner WITH CHECK (true);
CREATE POLICY owner_insert ON wedding.couple_member FOR INSERT TO wedsync_owner WITH CHECK (true);

CREATE FUNCTION wedding.create_supplier(supplier uuid, name text, category text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    caller_user constant uuid := access.caller_user();
BEGIN
    IF caller_user IS NULL THEN
        RAISE EXCEPTION 'Only a user can begin a business' USING ERRCODE = 'WS403';
    END IF;
    INSERT INTO wedding.supplier (id, name, category) VALUES (supplier, $2, $3);
    INSERT INTO wedding.supplier_member (supplier_id, user_id, role) VALUES (supplier, caller_user, 'owner');
END
$$;
COMMENT ON FUNCTION wedding.create_supplier(uuid, text, text) IS 'A supplier whose owner is the caller.';
REVOKE ALL ON FUNCTION wedding.create_supplier(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.create_supplier(uuid, text, text) TO wedsync_authenticated;
CREATE POLICY owner_insert ON wedding.supplier FOR INSERT TO wedsync_owner WITH CHECK (true);
CREATE POLICY owner_insert ON wedding.supplier_member FOR INSERT TO wedsync_owner WITH CHECK (true);
