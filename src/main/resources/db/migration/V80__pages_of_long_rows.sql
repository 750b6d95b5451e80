-- A page of changes also ends where its rows are long: two hundred of a form with thousands of answers were more than the
-- service has memory. The functions of V71 stay for replicas of the version before.

CREATE FUNCTION sync.read_changes(caller text, couple uuid, since bigint, max integer, bytes integer)
RETURNS TABLE (
    couple_revision bigint, reset text, full_view boolean, after bigint, revision bigint, at timestamptz, actor text, action text,
    entity text, entity_id text, changed text[], "row" text, more boolean)
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
        CASE WHEN page.action <> 'delete' THEN page."row"::text END, coalesce(page.followed, false)
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
        SELECT numbered.*
        FROM (
            SELECT
                found.*,
                row_number() OVER preceding AS place,
                lead(true) OVER preceding AS followed,
                -- as it is stored: to know how long it is as text, all of it would have to be made
                coalesce(sum(pg_column_size(found."row")) OVER preceding, 0) AS before
            FROM (
                SELECT change.*
                FROM sync.change
                WHERE change.couple_id = couple AND change.revision > since AND reader.reset IS NULL
                ORDER BY change.revision
                LIMIT max + 1
            ) AS found
            WINDOW preceding AS (ORDER BY found.revision ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ) AS numbered
        WHERE numbered.place <= max AND numbered.before < bytes
    ) AS page ON true
    ORDER BY page.revision;
END
$$;
COMMENT ON FUNCTION sync.read_changes(text, uuid, bigint, integer, integer) IS
    'Changes of a couple after a revision, not more than max, and none after rows that have bytes in the table; one row without a change if there is none, no row at all if it is none of the caller''s business. Since NULL is the present. "after" is the revision that the caller was told before; full_view: nothing is withheld; reset: forgotten or ahead, the caller must load the couple anew; more, in the last row: there are further ones.';

CREATE FUNCTION sync.read_changes_of_couples(caller text, couples uuid[], sinces bigint[], max integer, bytes integer)
RETURNS TABLE (
    couple_id uuid, couple_revision bigint, reset text, full_view boolean, after bigint, revision bigint, at timestamptz, actor text,
    action text, entity text, entity_id text, changed text[], "row" text, more boolean)
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
        CASE WHEN page.action <> 'delete' THEN page."row"::text END, coalesce(page.followed, false)
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
        SELECT numbered.*
        FROM (
            SELECT
                found.*,
                row_number() OVER preceding AS place,
                lead(true) OVER preceding AS followed,
                -- as it is stored: to know how long it is as text, all of it would have to be made
                coalesce(sum(pg_column_size(found."row")) OVER preceding, 0) AS before
            FROM (
                SELECT change.*
                FROM sync.change
                WHERE change.couple_id = reader.couple_id AND change.revision > reader.since AND reader.reset IS NULL
                ORDER BY change.revision
                LIMIT max + 1
            ) AS found
            WINDOW preceding AS (ORDER BY found.revision ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ) AS numbered
        WHERE numbered.place <= max AND numbered.before < bytes
    ) AS page ON true
    ORDER BY reader.place, page.revision;
END
$$;
COMMENT ON FUNCTION sync.read_changes_of_couples(text, uuid[], bigint[], integer, integer) IS
    'See sync.read_changes(text, uuid, bigint, integer, integer): of many couples, as many of each, for the service, which tells its members.';

CREATE FUNCTION sync.read_supplier_changes(caller text, supplier uuid, since text, max integer, bytes integer)
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
        SELECT
            page.*,
            lead(page.revision) OVER (ORDER BY page.couple_id, page.revision) IS NULL AS is_last,
            coalesce(sum(pg_column_size(page."row")) OVER (
                ORDER BY page.couple_id, page.revision ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
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
    LEFT JOIN placed ON pg_snapshot_xmin(told) > kept.forgotten AND placed.before < bytes
    ORDER BY placed.couple_id, placed.revision
    LIMIT max;
END
$$;
COMMENT ON FUNCTION sync.read_supplier_changes(text, uuid, text, integer, integer) IS
    'Changes of all couples that a supplier is connected to, after a position, not more than max, and none after rows that have bytes in the table, each with the position behind it; one row without a change if there is none, no row at all if the supplier is none of the caller''s business. Since NULL is the present; reset: forgotten or ahead, the caller must load all of its couples anew.';

REVOKE ALL ON FUNCTION sync.read_changes(text, uuid, bigint, integer, integer),
    sync.read_changes_of_couples(text, uuid[], bigint[], integer, integer),
    sync.read_supplier_changes(text, uuid, text, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.read_changes(text, uuid, bigint, integer, integer),
    sync.read_changes_of_couples(text, uuid[], bigint[], integer, integer),
    sync.read_supplier_changes(text, uuid, text, integer, integer) TO wedsync_app;
