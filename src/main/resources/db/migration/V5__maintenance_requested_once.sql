-- Requests for maintenance that are made in SQL: the same again while it is still queued is the one that is queued.

CREATE OR REPLACE FUNCTION ops.queue_maintenance(action text, relation regclass) RETURNS uuid
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' -- as ops.append_audit has it
AS $$
DECLARE
    run_id uuid;
BEGIN
    -- ops.append_audit takes this row below and keeps it until the transaction ends. Taken now, it also makes of two who ask
    -- at once the second see the first.
    PERFORM FROM ops.audit_head FOR UPDATE;

    SELECT run.id
    INTO run_id
    FROM ops.maintenance_run AS run
    WHERE run.status = 'queued'
      AND run.action = queue_maintenance.action
      AND run.relation IS NOT DISTINCT FROM queue_maintenance.relation::oid
    ORDER BY run.requested_at
    LIMIT 1;
    IF FOUND THEN
        RETURN run_id;
    END IF;

    INSERT INTO ops.maintenance_run (action, table_name, relation, requested_by)
    VALUES (action, relation::text, relation, session_user)
    RETURNING id INTO STRICT run_id;
    PERFORM ops.append_audit(session_user::text, action, relation::text, jsonb_build_object('run_id', run_id, 'status', 'queued'));
    RETURN run_id;
END
$$;
COMMENT ON FUNCTION ops.queue_maintenance(text, regclass) IS
    'Asks the service for maintenance that a function cannot do itself, unless the same is queued already; returns the run to look at.';
