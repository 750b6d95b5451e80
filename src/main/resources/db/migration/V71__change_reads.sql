-- The feed of one couple, or of several: reads of one statement (see V8) that enter as the caller.

-- As a connected supplier: can what it has been told up to a revision be continued?
CREATE FUNCTION sync.resumes(couple uuid, since bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- What has happened while it was not connected it is not told, and must load the couple anew.
    RETURN since >= (sync.admissions() ->> couple::text)::bigint
        -- Past row level security: what is withheld is not forgotten.
        AND EXISTS (SELECT FROM sync.change WHERE change.couple_id = couple AND change.revision = since + 1);
END
$$;
COMMENT ON FUNCTION sync.resumes(uuid, bigint) IS
    'Is all of a couple since this revision still known, and has the caller been a connected supplier since? NULL if it is none.';
REVOKE ALL ON FUNCTION sync.resumes(uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.resumes(uuid, bigint) TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION sync.read_changes(caller text, couple uuid, since bigint, max integer)
RETURNS TABLE (
    couple_revision bigint, reset text, full_view boolean, after bigint, revision bigint, at timestamptz, actor text, action text,
    entity text, entity_id text, changed text[], "row" text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    full_view := current_user = 'wedsync_service' OR couple = ANY (access.own_couples());
    -- One statement, hence one state of the database: of the couple, of its changes, and of what is forgotten.
    RETURN QUERY
    SELECT
        reader.revision, reader.reset, read_changes.full_view,
        CASE WHEN page.revision IS NOT NULL THEN lag(page.revision, 1, since) OVER (ORDER BY page.revision) END,
        page.revision, page.at, page.actor, page.action, page.entity, page.entity_id, page.changed,
        CASE WHEN page.action <> 'delete' THEN page."row"::text END
    FROM (
        SELECT
            tenant.revision,
            CASE
                WHEN since > tenant.revision THEN 'ahead'
                WHEN since < tenant.revision AND NOT coalesce(CASE
                    -- Not EXISTS, of which the planner makes a set of all changes there are.
                    WHEN read_changes.full_view THEN (
                        SELECT true FROM sync.change WHERE change.couple_id = couple AND change.revision = since + 1)
                    ELSE sync.resumes(couple, since)
                END, false) THEN 'forgotten'
            END AS reset
        FROM wedding.tenant
        WHERE tenant.id = couple AND tenant.kind = 'couple'
    ) AS reader
    LEFT JOIN LATERAL (
        SELECT change.*
        FROM sync.change
        WHERE change.couple_id = couple AND change.revision > since AND reader.reset IS NULL
        ORDER BY change.revision
        LIMIT max
    ) AS page ON true
    ORDER BY page.revision;
END
$$;
COMMENT ON FUNCTION sync.read_changes(text, uuid, bigint, integer) IS
    'Changes of a couple after a revision, not more than max; one row without a change if there is none, no row at all if it is none of the caller''s business. Since NULL is the present. "after" is the revision that the caller was told before; full_view: nothing is withheld; reset: forgotten or ahead, the caller must load the couple anew.';

CREATE FUNCTION sync.read_changes_of_couples(caller text, couples uuid[], sinces bigint[], max integer)
RETURNS TABLE (
    couple_id uuid, couple_revision bigint, reset text, full_view boolean, after bigint, revision bigint, at timestamptz, actor text,
    action text, entity text, entity_id text, changed text[], "row" text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    -- A query of its own: whose plan is kept, while that of a query of several roles is made anew with each change of role.
    IF current_user <> 'wedsync_service' THEN
        RAISE EXCEPTION 'Only the service reads for others' USING ERRCODE = 'WS403';
    END IF;
    RETURN QUERY
    SELECT
        reader.couple_id, reader.revision, reader.reset, true,
        CASE WHEN page.revision IS NOT NULL THEN page.revision - 1 END,
        page.revision, page.at, page.actor, page.action, page.entity, page.entity_id, page.changed,
        CASE WHEN page.action <> 'delete' THEN page."row"::text END
    FROM (
        SELECT
            asked.place, asked.couple_id, asked.since, tenant.revision,
            CASE
                WHEN asked.since > tenant.revision THEN 'ahead'
                WHEN asked.since < tenant.revision AND NOT coalesce((
                    SELECT true FROM sync.change WHERE change.couple_id = asked.couple_id AND change.revision = asked.since + 1
                ), false) THEN 'forgotten'
            END AS reset
        FROM unnest(couples, sinces) WITH ORDINALITY AS asked (couple_id, since, place)
        JOIN wedding.tenant ON tenant.id = asked.couple_id AND tenant.kind = 'couple'
    ) AS reader
    LEFT JOIN LATERAL (
        SELECT change.*
        FROM sync.change
        WHERE change.couple_id = reader.couple_id AND change.revision > reader.since AND reader.reset IS NULL
        ORDER BY change.revision
        LIMIT max
    ) AS page ON true
    ORDER BY reader.place, page.revision;
END
$$;
COMMENT ON FUNCTION sync.read_changes_of_couples(text, uuid[], bigint[], integer) IS
    'See sync.read_changes(text, uuid, bigint, integer): of many couples, not more than max of each, for the service, which tells its members.';

CREATE FUNCTION sync.revisions(caller text, couples uuid[]) RETURNS TABLE (couple_id uuid, revision bigint)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT tenant.id, tenant.revision
    FROM wedding.tenant
    WHERE tenant.id = ANY (couples) AND tenant.kind = 'couple';
END
$$;
COMMENT ON FUNCTION sync.revisions(text, uuid[]) IS 'Where these couples stand, as far as the caller may know.';

-- The feed of a supplier over all of its couples -----------------------------------------------------------------------
--
-- A position is a snapshot: what it sees has been told. What was committed between two snapshots is a batch; no
-- transaction falls between batches, however late it commits, and none waits for another.
--
--   <epoch>.<snapshot>                                  all up to here
--   <epoch>.<snapshot>.<snapshot>.<couple>.<revision>   within the batch between the two, up to here

CREATE FUNCTION sync.shared_couples(supplier uuid, told pg_snapshot) RETURNS TABLE (couple_id uuid, admitted bigint, seen bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
    IF NOT access.acts_for_supplier(supplier, NULL) THEN
        RETURN;
    END IF;
    -- Past row level security, which would look through all that is withheld for the newest that is not.
    RETURN QUERY
    SELECT connection.couple_id, coalesce(began.revision, 0), coalesce(newest.revision, 0)
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
    ) AS began ON true
    LEFT JOIN LATERAL (
        -- Writers of a couple commit in the order of its revisions: all before this one are seen, too.
        SELECT change.revision
        FROM sync.change
        WHERE change.couple_id = connection.couple_id AND pg_visible_in_snapshot(change.transaction_id, told)
        ORDER BY change.revision DESC
        LIMIT 1
    ) AS newest ON true
    WHERE connection.supplier_id = supplier AND connection.status = 'active';
END
$$;
COMMENT ON FUNCTION sync.shared_couples(uuid, pg_snapshot) IS
    'Couples that a supplier of the caller is connected to: from which revision on it is told, and the newest one that a snapshot sees.';
REVOKE ALL ON FUNCTION sync.shared_couples(uuid, pg_snapshot) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.shared_couples(uuid, pg_snapshot) TO wedsync_authenticated, wedsync_service;

CREATE FUNCTION sync.read_supplier_changes(caller text, supplier uuid, since text, max integer)
RETURNS TABLE (
    "position" text, reset text, couple_id uuid, revision bigint, at timestamptz, actor text, action text, entity text,
    entity_id text, changed text[], "row" text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
    parts constant text[] := string_to_array(since, '.');
    told constant pg_snapshot := parts[2]::pg_snapshot;
    -- Of a batch that was begun, the end stays where it was.
    batch constant pg_snapshot := coalesce(parts[3]::pg_snapshot, pg_current_snapshot());
    after_couple constant uuid := coalesce(parts[4]::uuid, '00000000-0000-0000-0000-000000000000');
    after_revision constant bigint := coalesce(parts[5]::bigint, 0);
    history sync.history;
BEGIN
    PERFORM access.enter(caller);
    IF NOT access.acts_for_supplier(supplier, NULL)
        OR NOT EXISTS (SELECT FROM wedding.tenant WHERE tenant.id = supplier AND tenant.kind = 'supplier') THEN
        RETURN;
    END IF;
    SELECT * INTO STRICT history FROM sync.history;
    reset := CASE WHEN since IS NOT NULL AND parts[1] IS DISTINCT FROM history.epoch
        OR pg_snapshot_xmax(coalesce(parts[3], parts[2])::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) THEN 'ahead' END;
    IF since IS NULL OR reset IS NOT NULL THEN
        "position" := concat_ws('.', history.epoch, pg_current_snapshot());
        RETURN NEXT;
        RETURN;
    END IF;

    -- For somebody who also belongs to a couple it is still the supplier's view, which row level security alone is not.
    RETURN QUERY
    WITH page AS (
        SELECT found.*
        FROM (
            SELECT shown.*
            FROM sync.shared_couples(supplier, told) AS shared
            CROSS JOIN LATERAL (
                SELECT change.*
                FROM sync.change
                WHERE change.couple_id = shared.couple_id
                  AND change.revision > greatest(shared.seen, shared.admitted - 1)
                  AND (change.couple_id, change.revision) > (after_couple, after_revision)
                  AND pg_visible_in_snapshot(change.transaction_id, batch)
                  AND (change.entity IN ('core_field_value', 'couple', 'guest', 'timeline_event')
                    OR (change.entity = 'form_submission' AND change.supplier_id = supplier AND change."row" ->> 'status' <> 'draft'))
                ORDER BY change.revision
                LIMIT max + 1
            ) AS shown
            WHERE shared.couple_id >= after_couple
            UNION ALL
            SELECT change.*
            FROM sync.change
            WHERE change.entity = 'connection'
              AND change.supplier_id = supplier
              AND (change.couple_id, change.revision) > (after_couple, after_revision)
              AND NOT pg_visible_in_snapshot(change.transaction_id, told)
              AND pg_visible_in_snapshot(change.transaction_id, batch)
        ) AS found
        ORDER BY found.couple_id, found.revision
        LIMIT max + 1
    ), placed AS (
        SELECT page.*, lead(page.revision) OVER (ORDER BY page.couple_id, page.revision) IS NULL AS is_last
        FROM page
    )
    SELECT
        CASE
            WHEN placed.is_last THEN concat_ws('.', kept.epoch, batch)
            WHEN placed.revision IS NOT NULL THEN concat_ws('.', kept.epoch, told, batch, placed.couple_id, placed.revision)
            WHEN pg_snapshot_xmin(told) > kept.forgotten THEN concat_ws('.', kept.epoch, batch)
            ELSE concat_ws('.', kept.epoch, pg_current_snapshot())
        END,
        CASE WHEN pg_snapshot_xmin(told) <= kept.forgotten THEN 'forgotten' END,
        placed.couple_id, placed.revision, placed.at, placed.actor, placed.action, placed.entity, placed.entity_id,
        placed.changed, CASE WHEN placed.action <> 'delete' THEN placed."row"::text END
    FROM sync.history AS kept
    -- In the same state of the database: what the position has not seen may be among what is forgotten.
    LEFT JOIN placed ON pg_snapshot_xmin(told) > kept.forgotten
    ORDER BY placed.couple_id, placed.revision
    LIMIT max;
END
$$;
COMMENT ON FUNCTION sync.read_supplier_changes(text, uuid, text, integer) IS
    'Changes of all couples that a supplier is connected to, after a position, not more than max, each with the position behind it; one row without a change if there is none, no row at all if the supplier is none of the caller''s business. Since NULL is the present; reset: forgotten or ahead, the caller must load all of its couples anew.';

REVOKE ALL ON FUNCTION sync.read_changes(text, uuid, bigint, integer),
    sync.read_changes_of_couples(text, uuid[], bigint[], integer), sync.revisions(text, uuid[]),
    sync.read_supplier_changes(text, uuid, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.read_changes(text, uuid, bigint, integer),
    sync.read_changes_of_couples(text, uuid[], bigint[], integer), sync.revisions(text, uuid[]),
    sync.read_supplier_changes(text, uuid, text, integer) TO wedsync_app;
