-- Couples and who belongs to them: each tenant begins once, members have versions, nobody is left without one who may act.

-- A tenant's id is its own ---------------------------------------------------------------------------------------------

CREATE FUNCTION wedding.begin_tenant() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Clients may choose ids, and the ids of suppliers are known to all: a couple with the id of a supplier, or of a couple
    -- that is gone, would come into that tenant's revision and audit trail. The primary key of tenant refuses it.
    INSERT INTO wedding.tenant (id, kind) VALUES (NEW.id, TG_ARGV[0]);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION wedding.begin_tenant() IS 'Trigger (kind of tenant): a couple or supplier gets a tenant''s row of its own, or is refused.';
REVOKE ALL ON FUNCTION wedding.begin_tenant() FROM PUBLIC;
-- For each row, hence before record_change, which finds the tenant made.
CREATE TRIGGER couple_begin_tenant AFTER INSERT ON wedding.couple
    FOR EACH ROW EXECUTE FUNCTION wedding.begin_tenant('couple');
CREATE TRIGGER supplier_begin_tenant AFTER INSERT ON wedding.supplier
    FOR EACH ROW EXECUTE FUNCTION wedding.begin_tenant('supplier');

-- Members --------------------------------------------------------------------------------------------------------------

ALTER TABLE wedding.couple_member
    ADD COLUMN version    bigint      NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE wedding.supplier_member
    ADD COLUMN version    bigint      NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();
CREATE TRIGGER couple_member_count_version BEFORE UPDATE ON wedding.couple_member
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
CREATE TRIGGER supplier_member_count_version BEFORE UPDATE ON wedding.supplier_member
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();

-- The guards below ask whether a couple or supplier is still there, with the owner's rights.
CREATE POLICY owner ON wedding.couple FOR SELECT TO wedsync_owner USING (true);
CREATE POLICY owner ON wedding.supplier FOR SELECT TO wedsync_owner USING (true);

CREATE FUNCTION wedding.guard_couple_member() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF OLD.role = 'partner' AND (TG_OP = 'DELETE' OR NEW.role <> 'partner') THEN
        -- Two partners who remove each other at the same time must come one after the other.
        PERFORM FROM wedding.tenant WHERE tenant.id = OLD.couple_id FOR NO KEY UPDATE;
        IF NOT EXISTS (
                SELECT FROM wedding.couple_member AS other
                WHERE other.couple_id = OLD.couple_id AND other.user_id <> OLD.user_id AND other.role = 'partner')
            -- a couple that is deleted takes all of its members with it
            AND EXISTS (SELECT FROM wedding.couple WHERE couple.id = OLD.couple_id) THEN
            RAISE EXCEPTION 'The last partner stays' USING ERRCODE = 'WS409';
        END IF;
    END IF;
    RETURN coalesce(NEW, OLD);
END
$$;
COMMENT ON FUNCTION wedding.guard_couple_member() IS 'Trigger: a couple keeps a partner.';

CREATE FUNCTION wedding.guard_supplier_member() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    supplier constant uuid := coalesce(NEW.supplier_id, OLD.supplier_id);
    caller constant text := coalesce(current_setting('wedsync.caller', true), '');
BEGIN
    IF 'owner' IN (OLD.role, NEW.role) AND OLD.role IS DISTINCT FROM NEW.role THEN
        PERFORM FROM wedding.tenant WHERE tenant.id = supplier FOR NO KEY UPDATE;
        -- The first member is the one who begins the business.
        IF starts_with(caller, 'user:')
            AND EXISTS (SELECT FROM wedding.supplier_member AS member WHERE member.supplier_id = supplier)
            AND NOT EXISTS (
                SELECT FROM wedding.supplier_member AS member
                WHERE member.supplier_id = supplier AND member.user_id = substr(caller, 6)::uuid AND member.role = 'owner') THEN
            RAISE EXCEPTION 'Only an owner decides who is an owner' USING ERRCODE = 'WS403';
        END IF;
        IF OLD.role = 'owner'
            AND NOT EXISTS (
                SELECT FROM wedding.supplier_member AS other
                WHERE other.supplier_id = supplier AND other.user_id <> OLD.user_id AND other.role = 'owner')
            AND EXISTS (SELECT FROM wedding.supplier AS kept WHERE kept.id = supplier) THEN
            RAISE EXCEPTION 'The last owner stays' USING ERRCODE = 'WS409';
        END IF;
    END IF;
    RETURN coalesce(NEW, OLD);
END
$$;
COMMENT ON FUNCTION wedding.guard_supplier_member() IS 'Trigger: a supplier keeps an owner, and only owners make, demote and remove owners.';
REVOKE ALL ON FUNCTION wedding.guard_couple_member(), wedding.guard_supplier_member() FROM PUBLIC;
CREATE TRIGGER couple_member_guard BEFORE UPDATE OF role OR DELETE ON wedding.couple_member
    FOR EACH ROW EXECUTE FUNCTION wedding.guard_couple_member();
CREATE TRIGGER supplier_member_guard BEFORE INSERT OR UPDATE OF role OR DELETE ON wedding.supplier_member
    FOR EACH ROW EXECUTE FUNCTION wedding.guard_supplier_member();

-- Reads ----------------------------------------------------------------------------------------------------------------

-- All couples by name, for the service role; everybody else has a set of ids.
CREATE INDEX couple_name_idx ON wedding.couple (name, id);

CREATE FUNCTION wedding.read_couples(caller text, after_name text, after_id uuid, size integer)
RETURNS TABLE (
    id uuid, name text, status text, time_zone text, version bigint, revision bigint, created_at timestamptz, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT
        couple.id, couple.name, couple.status, couple.time_zone, couple.version, tenant.revision, couple.created_at, couple.updated_at
    FROM wedding.couple
    -- visible to members and to suppliers whose connection is active; who is only invited sees the couple and not this
    JOIN wedding.tenant ON tenant.id = couple.id
    WHERE (couple.name, couple.id) > (after_name, after_id)
    ORDER BY couple.name, couple.id
    LIMIT size;
END
$$;
COMMENT ON FUNCTION wedding.read_couples(text, text, uuid, integer) IS 'A page of the couples whose data the caller may read, by name.';

CREATE FUNCTION wedding.read_couple(caller text, couple_id uuid)
RETURNS TABLE (
    id uuid, name text, status text, time_zone text, version bigint, revision bigint, created_at timestamptz, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT
        couple.id, couple.name, couple.status, couple.time_zone, couple.version, tenant.revision, couple.created_at, couple.updated_at
    FROM wedding.couple
    JOIN wedding.tenant ON tenant.id = couple.id
    WHERE couple.id = read_couple.couple_id;
END
$$;
COMMENT ON FUNCTION wedding.read_couple(text, uuid) IS 'One couple whose data the caller may read.';

CREATE FUNCTION wedding.read_couple_members(caller text, couple uuid, known_revision bigint, after_user uuid, size integer)
RETURNS TABLE (
    revision bigint, user_id uuid, role text, display_name text, version bigint, created_at timestamptz, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    -- Connected suppliers read much of the couple, but not its members.
    IF NOT (current_user = 'wedsync_service' OR couple = ANY (access.own_couples())) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT tenant.revision, page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT member.user_id, member.role, member.display_name, member.version, member.created_at, member.updated_at
        FROM wedding.couple_member AS member
        WHERE member.couple_id = couple
          AND member.user_id > after_user
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY member.user_id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = couple AND tenant.kind = 'couple';
END
$$;
COMMENT ON FUNCTION wedding.read_couple_members(text, uuid, bigint, uuid, integer) IS
    'A page of a couple''s members by user, each with the couple''s revision; one row without a member if there is nothing new or nobody more.';

REVOKE ALL ON FUNCTION wedding.read_couples(text, text, uuid, integer), wedding.read_couple(text, uuid),
    wedding.read_couple_members(text, uuid, bigint, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_couples(text, text, uuid, integer), wedding.read_couple(text, uuid),
    wedding.read_couple_members(text, uuid, bigint, uuid, integer) TO wedsync_app;
