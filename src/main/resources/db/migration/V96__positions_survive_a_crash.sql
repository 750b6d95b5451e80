-- A position of a reader of many couples is a snapshot. One as the server gives it also counts transactions that wrote nothing, or
-- were rolled back: the log of those need not be on disk when the server crashes, and the server then gives the same numbers
-- again, to transactions that such a position takes for told. So a position ends behind the newest change that is committed:
-- its commit is on disk, hence no number up to it is ever given again.

CREATE FUNCTION sync.present() RETURNS pg_snapshot
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    seen constant pg_snapshot := pg_current_snapshot();
    newest constant xid8 := greatest((SELECT history.forgotten FROM sync.history), (SELECT max(change.transaction_id) FROM sync.change));
    next constant numeric := newest::text::numeric + 1;
    -- No transaction has one of the first three numbers of an epoch.
    behind constant numeric := least(CASE WHEN next % 4294967296 = 0 THEN next + 3 ELSE next END,
        pg_snapshot_xmax(seen)::text::numeric);
    unfinished numeric[];
BEGIN
    SELECT array_agg(number ORDER BY number) INTO unfinished
    FROM (SELECT running::text::numeric AS number FROM pg_snapshot_xip(seen) AS running) AS transactions
    WHERE number < behind;
    RETURN concat_ws(':', coalesce(unfinished[1], behind), behind, array_to_string(coalesce(unfinished, '{}'), ','))::pg_snapshot;
END
$$;
COMMENT ON FUNCTION sync.present() IS
    'All that is committed, as a snapshot that ends behind the newest change: it holds across a crash of the server.';
REVOKE ALL ON FUNCTION sync.present() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.present() TO wedsync_authenticated, wedsync_service;

CREATE OR REPLACE FUNCTION sync.read_supplier_changes(caller text, supplier uuid, since text, max integer, bytes integer)
RETURNS TABLE (
    "position" text, reset text, couple_id uuid, revision bigint, at timestamptz, actor text, action text, entity text,
    entity_id text, changed text[], "row" text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
    parts constant text[] := string_to_array(since, '.');
    told constant pg_snapshot := parts[2]::pg_snapshot;
    batch pg_snapshot := parts[3]::pg_snapshot;
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
        "position" := concat_ws('.', history.epoch, sync.present());
        RETURN NEXT;
        RETURN;
    END IF;
    -- Of a batch that was begun, the end stays where it was.
    batch := coalesce(batch, sync.present());

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
            ELSE concat_ws('.', kept.epoch, sync.present())
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
