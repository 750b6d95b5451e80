-- The SQL functions of the specification, under its names and with its result keys, in schema public so that its
-- clients find them. All run with the owner's rights, hence the fixed search_path and the explicit grants.

-- Which table does a caller mean? -------------------------------------------------------------------------------------

CREATE FUNCTION ops.resolve_table(table_name text) RETURNS regclass
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    parts text[];
    wanted_schema text;
    wanted_name text;
    target record;
BEGIN
    IF table_name IS NULL THEN
        RAISE EXCEPTION 'table_name is missing' USING ERRCODE = 'invalid_name';
    END IF;
    BEGIN
        parts := parse_ident(table_name);
    EXCEPTION WHEN invalid_parameter_value THEN
        RAISE EXCEPTION '"%" is not the name of a table', table_name USING ERRCODE = 'invalid_name';
    END;
    IF cardinality(parts) > 2 THEN
        RAISE EXCEPTION '"%" has too many parts: schema.table or table is expected', table_name
            USING ERRCODE = 'invalid_name';
    END IF;
    wanted_name := parts[cardinality(parts)];
    wanted_schema := CASE cardinality(parts) WHEN 2 THEN parts[1] END;

    SELECT relation.oid, relation.relkind, namespace.nspname
    INTO target
    FROM (
        SELECT place, name AS schema, wanted_name AS relation
        FROM unnest(ARRAY['wedding', 'sync', 'ops', 'public']) WITH ORDINALITY AS searched (name, place)
        WHERE wanted_schema IS NULL
        UNION ALL
        SELECT 1, wanted_schema, wanted_name
        UNION ALL
        -- The specification has its tables in public and calls them in the plural: guests is wedding.guest.
        SELECT 9, 'wedding', left(wanted_name, -1)
        WHERE right(wanted_name, 1) = 's'
          AND coalesce(wanted_schema, 'public') = 'public'
    ) AS candidate
    JOIN pg_namespace AS namespace ON namespace.nspname = candidate.schema
    JOIN pg_class AS relation ON relation.relnamespace = namespace.oid AND relation.relname = candidate.relation
    ORDER BY candidate.place
    LIMIT 1;

    IF NOT FOUND THEN
        RAISE EXCEPTION 'Table "%" does not exist', table_name USING ERRCODE = 'undefined_table';
    END IF;
    IF target.nspname = 'information_schema' OR starts_with(target.nspname, 'pg_') THEN
        RAISE EXCEPTION '"%" belongs to the system', table_name USING ERRCODE = 'wrong_object_type';
    END IF;
    IF target.relkind NOT IN ('r', 'p', 'm') THEN
        RAISE EXCEPTION '"%" is %, not a table or materialized view', table_name,
            CASE target.relkind
                WHEN 'v' THEN 'a view'
                WHEN 'f' THEN 'a foreign table'
                WHEN 'S' THEN 'a sequence'
                WHEN 'i' THEN 'an index'
                WHEN 'I' THEN 'an index'
                ELSE 'a type'
            END
            USING ERRCODE = 'wrong_object_type';
    END IF;
    RETURN target.oid;
END
$$;
COMMENT ON FUNCTION ops.resolve_table(text) IS
    'The table or materialized view that a name means; an unqualified one is looked up in wedding, sync, ops, public, then as a plural of wedding. '
    'SQLSTATE 42602: not a name, 42P01: no such table, 42809: something else than a table.';
REVOKE ALL ON FUNCTION ops.resolve_table(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.resolve_table(text) TO wedsync_ops;

-- Figures -------------------------------------------------------------------------------------------------------------

CREATE FUNCTION public.get_connection_stats() RETURNS json
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    -- Without pg_read_all_stats the sessions of others have no state: a count would be wrong, so there is none.
    SELECT CASE WHEN pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
        THEN json_build_object(
            'active_connections', count(*) FILTER (WHERE state = 'active'),
            'idle_connections', count(*) FILTER (WHERE state = 'idle'),
            'max_connections', current_setting('max_connections')::integer,
            'total_connections', count(*),
            'unknown', json_build_object())
        ELSE json_build_object(
            'active_connections', NULL,
            'idle_connections', NULL,
            'max_connections', current_setting('max_connections')::integer,
            'total_connections', NULL,
            'unknown', (
                SELECT json_object_agg(key, format('%s is not a member of pg_read_all_stats', current_user))
                FROM unnest(ARRAY['active_connections', 'idle_connections', 'total_connections']) AS key))
        END
    FROM pg_stat_activity
    WHERE backend_type = 'client backend'
$$;
COMMENT ON FUNCTION public.get_connection_stats() IS 'Client connections of the whole server by state, and the maximum.';

CREATE FUNCTION public.get_performance_stats() RETURNS json
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    earlier ops.sample;
    later ops.sample;
    seconds double precision;
    calls bigint;
    blocks bigint;
    no_window text;
    no_statements text;
    no_blocks text;
    slow_queries bigint;
    no_slow_queries text;
BEGIN
    SELECT * INTO later FROM ops.sample ORDER BY minute DESC LIMIT 1;
    SELECT * INTO earlier FROM ops.sample WHERE minute < later.minute ORDER BY minute DESC LIMIT 1;
    seconds := extract(epoch FROM later.taken_at - earlier.taken_at);
    calls := later.statement_calls - earlier.statement_calls;
    blocks := later.blocks_hit + later.blocks_read - earlier.blocks_hit - earlier.blocks_read;

    no_window := CASE
        WHEN seconds IS NULL THEN 'fewer than two samples have been taken'
        WHEN later.taken_at < now() - interval '5 minutes' THEN 'the last sample is older than five minutes'
    END;
    no_statements := coalesce(no_window, CASE
        WHEN calls IS NULL THEN 'pg_stat_statements could not be read'
        WHEN later.statement_stats_reset IS DISTINCT FROM earlier.statement_stats_reset
            OR calls < 0
            OR later.statement_execution_ms < earlier.statement_execution_ms
            THEN 'pg_stat_statements was reset between the last two samples'
        WHEN later.statement_deallocations IS DISTINCT FROM earlier.statement_deallocations
            THEN 'pg_stat_statements dropped entries between the last two samples'
    END);
    no_blocks := coalesce(no_window, CASE
        WHEN later.stats_reset IS DISTINCT FROM earlier.stats_reset
            OR later.blocks_hit < earlier.blocks_hit
            OR later.blocks_read < earlier.blocks_read
            THEN 'the statistics were reset between the last two samples'
        WHEN blocks = 0 THEN 'no block was read between the last two samples'
    END);

    BEGIN
        EXECUTE format(
            'SELECT count(*) FROM %s.pg_stat_statements(false) WHERE dbid = $1 AND mean_exec_time > 1000',
            (SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_stat_statements'))
        INTO slow_queries
        USING (SELECT oid FROM pg_database WHERE datname = current_database());
    EXCEPTION
        WHEN object_not_in_prerequisite_state OR undefined_function OR undefined_column OR syntax_error OR insufficient_privilege THEN
            no_slow_queries := 'pg_stat_statements could not be read';
    END;

    RETURN json_build_object(
        'avg_query_time', CASE WHEN no_statements IS NULL AND calls > 0
            THEN round(((later.statement_execution_ms - earlier.statement_execution_ms) / calls)::numeric, 3) END,
        'slow_queries_count', slow_queries,
        'queries_per_second', CASE WHEN no_statements IS NULL
            THEN round((calls / seconds)::numeric, 3) END,
        'cache_hit_ratio', CASE WHEN no_blocks IS NULL
            THEN round((later.blocks_hit - earlier.blocks_hit)::numeric / blocks, 4) END,
        'window_seconds', round(seconds::numeric, 3),
        'unknown', jsonb_strip_nulls(jsonb_build_object(
            'avg_query_time', coalesce(no_statements, CASE WHEN calls = 0 THEN 'no statement ended between the last two samples' END),
            'slow_queries_count', no_slow_queries,
            'queries_per_second', no_statements,
            'cache_hit_ratio', no_blocks)));
END
$$;
COMMENT ON FUNCTION public.get_performance_stats() IS
    'Rates between the last two samples: avg_query_time in ms, cache_hit_ratio from 0 to 1; slow_queries_count are the statements with a mean above one second. '
    'What is not known is null, and "unknown" says why.';

CREATE FUNCTION public.get_table_sizes() RETURNS TABLE (table_name text, size_mb numeric, row_count bigint)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '100ms'
AS $$
BEGIN
    -- A lock taken between the look at pg_locks and the measuring ends the statement; the next try sees that lock.
    FOR attempt IN 1..3 LOOP
        BEGIN
            RETURN QUERY
            WITH locked AS MATERIALIZED (
                -- Held or waited for: both make a reader wait. An index or TOAST table counts for its table.
                SELECT coalesce(main.oid, index.indrelid, lock.relation) AS relation
                FROM pg_locks AS lock
                LEFT JOIN pg_index AS index ON index.indexrelid = lock.relation
                LEFT JOIN pg_class AS main ON main.reltoastrelid = coalesce(index.indrelid, lock.relation)
                WHERE lock.locktype = 'relation'
                  AND lock.mode = 'AccessExclusiveLock'
                  AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND lock.pid IS DISTINCT FROM pg_backend_pid()
            )
            SELECT
                format('%I.%I', namespace.nspname, relation.relname),
                CASE WHEN relation.oid NOT IN (SELECT locked.relation FROM locked)
                    THEN round(pg_total_relation_size(relation.oid) / 1048576.0, 2) END AS size,
                -- Statistics that were lost, by a crash or a reset, say 0: then the planner's estimate is better.
                CASE WHEN pg_stat_get_live_tuples(relation.oid) = 0
                        AND pg_stat_get_tuples_inserted(relation.oid) = 0
                        AND pg_stat_get_tuples_deleted(relation.oid) = 0
                    THEN greatest(relation.reltuples, 0)::bigint
                    ELSE pg_stat_get_live_tuples(relation.oid) END
            FROM pg_class AS relation
            JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
            WHERE relation.relkind IN ('r', 'm')
              AND relation.relpersistence <> 't'
              AND namespace.nspname <> 'information_schema'
              AND NOT starts_with(namespace.nspname, 'pg_')
            -- Sorting also means that no row is returned before the last one has been measured.
            ORDER BY size DESC NULLS LAST, 1;
            RETURN;
        EXCEPTION WHEN lock_not_available THEN
            IF attempt = 3 THEN
                RAISE;
            END IF;
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION public.get_table_sizes() IS
    'Tables and materialized views of all schemas with their indexes and TOAST, and the estimated number of live rows. '
    'size_mb is NULL while a session holds or waits for an exclusive lock.';

CREATE FUNCTION public.get_last_backup_time() RETURNS json
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT json_build_object(
        'last_backup', max(finished_at),
        'reason', CASE WHEN max(finished_at) IS NULL THEN 'no backup job has reported a backup by ops.record_backup' END)
    FROM ops.backup
$$;
COMMENT ON FUNCTION public.get_last_backup_time() IS 'When the last reported backup was finished; null with a reason if there is none.';

-- Maintenance ---------------------------------------------------------------------------------------------------------

CREATE FUNCTION public.analyze_table(table_name text) RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '5s'
AS $$
DECLARE
    relation constant regclass := ops.resolve_table(table_name);
    allowed boolean;
BEGIN
    -- ANALYZE itself only warns and skips the table.
    SELECT pg_has_role(current_user, class.relowner, 'USAGE') OR pg_has_role(current_user, database.datdba, 'USAGE')
    INTO STRICT allowed
    FROM pg_class AS class
    JOIN pg_database AS database ON database.datname = current_database()
    WHERE class.oid = relation;
    IF NOT allowed AND current_setting('server_version_num')::integer >= 170000 THEN
        allowed := has_table_privilege(relation, 'MAINTAIN');
    END IF;
    IF NOT allowed THEN
        RAISE EXCEPTION '% may not analyze %', current_user, relation USING ERRCODE = 'insufficient_privilege';
    END IF;

    EXECUTE format('ANALYZE %s', relation);
    PERFORM ops.append_audit(session_user::text, 'analyze_table', relation::text, NULL);
    RETURN json_build_object('table_analyzed', table_name, 'timestamp', now(), 'status', 'completed');
END
$$;
COMMENT ON FUNCTION public.analyze_table(text) IS 'Collects the planner''s statistics of a table.';

CREATE FUNCTION ops.queue_maintenance(action text, relation regclass) RETURNS uuid
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    run_id uuid;
BEGIN
    INSERT INTO ops.maintenance_run (action, table_name, relation, requested_by)
    VALUES (action, relation::text, relation, session_user)
    RETURNING id INTO STRICT run_id;
    PERFORM ops.append_audit(session_user::text, action, relation::text, jsonb_build_object('run_id', run_id, 'status', 'queued'));
    RETURN run_id;
END
$$;
COMMENT ON FUNCTION ops.queue_maintenance(text, regclass) IS 'Asks the service for maintenance that a function cannot do itself; returns the run to look at.';
REVOKE ALL ON FUNCTION ops.queue_maintenance(text, regclass) FROM PUBLIC;

CREATE FUNCTION public.reindex_table(table_name text) RETURNS json
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT json_build_object(
        'table_reindexed', table_name,
        'timestamp', now(),
        'status', 'queued',
        'run_id', ops.queue_maintenance('reindex_table', ops.resolve_table(table_name)),
        'note', 'REINDEX CONCURRENTLY cannot run inside a function: the service will run it, ops.maintenance_run has the result')
$$;
COMMENT ON FUNCTION public.reindex_table(text) IS 'Queues the building of a table''s indexes anew, without blocking writers.';

CREATE FUNCTION public.vacuum_analyze_table(table_name text) RETURNS json
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT json_build_object(
        'table_vacuumed', table_name,
        'timestamp', now(),
        'status', 'queued',
        'run_id', ops.queue_maintenance('vacuum_analyze', ops.resolve_table(table_name)),
        'note', 'VACUUM cannot run inside a function: the service will run it, ops.maintenance_run has the result')
$$;
COMMENT ON FUNCTION public.vacuum_analyze_table(text) IS 'Queues VACUUM ANALYZE of a table.';

CREATE FUNCTION public.update_table_statistics() RETURNS json
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT json_build_object(
        'statistics_updated', current_database(),
        'timestamp', now(),
        'status', 'queued',
        'run_id', ops.queue_maintenance('update_statistics', NULL),
        'note', 'one transaction over all tables would hold its locks to the end: the service will run it table by table, ops.maintenance_run has the result')
$$;
COMMENT ON FUNCTION public.update_table_statistics() IS 'Queues ANALYZE of all tables.';

-- A REINDEX CONCURRENTLY that was interrupted leaves an invalid index. From version 17 on wedsync_ops may build indexes
-- but not drop them, so that this is the one way to clean up.
CREATE FUNCTION ops.drop_reindex_leftover(index_relation regclass) RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
    name constant text := index_relation::text;
BEGIN
    IF NOT EXISTS (
        SELECT
        FROM pg_index AS index
        JOIN pg_class AS class ON class.oid = index.indexrelid
        WHERE index.indexrelid = index_relation
          AND NOT index.indisvalid
          AND class.relname ~ '_cc(new|old)[0-9]*$'
    ) THEN
        RAISE EXCEPTION '% is not an invalid index left by REINDEX CONCURRENTLY', name
            USING ERRCODE = 'wrong_object_type';
    END IF;
    EXECUTE 'DROP INDEX ' || name;
    RETURN name;
END
$$;
COMMENT ON FUNCTION ops.drop_reindex_leftover(regclass) IS 'Drops an invalid index that an interrupted REINDEX CONCURRENTLY left behind, nothing else.';
REVOKE ALL ON FUNCTION ops.drop_reindex_leftover(regclass) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.drop_reindex_leftover(regclass) TO wedsync_ops;

-- Privileges ----------------------------------------------------------------------------------------------------------

REVOKE ALL ON FUNCTION
    public.get_connection_stats(),
    public.get_performance_stats(),
    public.get_table_sizes(),
    public.get_last_backup_time(),
    public.analyze_table(text),
    public.reindex_table(text),
    public.vacuum_analyze_table(text),
    public.update_table_statistics()
FROM PUBLIC;

GRANT EXECUTE ON FUNCTION
    public.get_connection_stats(),
    public.get_performance_stats(),
    public.get_table_sizes(),
    public.get_last_backup_time(),
    public.analyze_table(text),
    public.reindex_table(text),
    public.vacuum_analyze_table(text),
    public.update_table_statistics()
TO wedsync_service;
