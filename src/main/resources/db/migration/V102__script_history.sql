-- What a start needs to know of the database before the service is ready, over the log-in whose connection readiness needs as well:
-- a log-in is what costs a start most once the process runs (docs/adr/0019-native-start.md).

CREATE FUNCTION access.script_history() RETURNS TABLE (script text, checksum integer)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT applied.script, CASE WHEN applied.success THEN applied.checksum END
    FROM ops.flyway_schema_history AS applied
    WHERE applied.type <> 'SCHEMA'
    UNION ALL
    SELECT 'a run', NULL FROM ops.migration_run AS run WHERE run.status = 'running'
$$;
COMMENT ON FUNCTION access.script_history() IS
    'The scripts that were applied, with their checksums: NULL for one that failed, and for a run that is under way or was killed.';
REVOKE ALL ON FUNCTION access.script_history() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.script_history() TO wedsync_app;
