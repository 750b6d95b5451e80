-- How the feed forgets: by age, and all at once when the database has become another one.

CREATE FUNCTION sync.forget_changes(max_age interval, rows integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    deleted bigint;
    newest xid8;
BEGIN
    -- One at a time, and whoever comes second has nothing to do.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('sync.forget_changes', 0)) THEN
        RETURN 0;
    END IF;
    WITH expired AS (
        SELECT batch.couple_id, max(batch.revision) AS revision
        FROM (
            SELECT change.couple_id, change.revision
            FROM sync.change
            WHERE change.at < now() - max_age
            ORDER BY change.at
            LIMIT rows
        ) AS batch
        GROUP BY batch.couple_id
    ), gone AS (
        -- Of each couple all up to there: times are not quite in the order of revisions, and no gap may come to be.
        DELETE FROM sync.change
        USING expired
        WHERE change.couple_id = expired.couple_id AND change.revision <= expired.revision
        RETURNING change.transaction_id
    )
    SELECT count(*), max(gone.transaction_id) INTO deleted, newest FROM gone;
    UPDATE sync.history SET forgotten = newest WHERE history.forgotten < newest;
    RETURN deleted;
END
$$;
COMMENT ON FUNCTION sync.forget_changes(interval, integer) IS
    'Forgets some changes that are older than that, oldest first, and says how many; touches no row that anybody else writes, and waits for nobody.';

CREATE FUNCTION sync.begin_anew() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    TRUNCATE sync.change;
    UPDATE sync.history SET epoch = DEFAULT, forgotten = '0';
    -- Past all that was ever told: who has heard of a future that did not come is found to be behind.
    UPDATE wedding.tenant SET revision = revision + 1000000;
END
$$;
COMMENT ON FUNCTION sync.begin_anew() IS
    'For the owner, after a restore from a backup or the loss of committed transactions in a failover: every client loads anew.';
REVOKE ALL ON FUNCTION sync.forget_changes(interval, integer), sync.begin_anew() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.forget_changes(interval, integer) TO wedsync_app;
