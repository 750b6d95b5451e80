-- Roles, schemas and required extensions. An administrator has usually made roles and extensions with
-- bootstrap/bootstrap.sql; what is missing is created here if the migrating role may, else the error says what to do.

SET LOCAL client_min_messages = warning; -- what exists already is not news

DO $roles$
DECLARE
    wanted record;
    tenant_role text;
BEGIN
    FOR wanted IN
        SELECT *
        FROM (VALUES
            ('wedsync_app',           'LOGIN NOINHERIT'),
            ('wedsync_ops',           'LOGIN'),
            ('wedsync_anon',          'NOLOGIN'),
            ('wedsync_authenticated', 'NOLOGIN'),
            ('wedsync_service',       'NOLOGIN')
        ) AS wanted (name, attributes)
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted.name);
        BEGIN
            EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.attributes);
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE EXCEPTION 'Role % does not exist and % may not create it: have an administrator run bootstrap/bootstrap.sql in this database',
                wanted.name, current_user
                USING ERRCODE = 'insufficient_privilege';
        END;
    END LOOP;

    FOREACH tenant_role IN ARRAY ARRAY['wedsync_anon', 'wedsync_authenticated', 'wedsync_service']
    LOOP
        CONTINUE WHEN pg_has_role('wedsync_app', tenant_role, 'MEMBER');
        BEGIN
            EXECUTE format('GRANT %I TO wedsync_app', tenant_role);
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE EXCEPTION 'Role wedsync_app is not a member of % and % may not change that: have an administrator run bootstrap/bootstrap.sql in this database',
                tenant_role, current_user
                USING ERRCODE = 'insufficient_privilege';
        END;
    END LOOP;
END
$roles$;

DO $extensions$
DECLARE
    extension text;
BEGIN
    FOREACH extension IN ARRAY ARRAY['uuid-ossp', 'pgcrypto', 'pg_stat_statements', 'pg_trgm']
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = extension);
        BEGIN
            EXECUTE format('CREATE EXTENSION %I SCHEMA public', extension);
        EXCEPTION WHEN OTHERS THEN
            RAISE EXCEPTION 'Extension % is missing and % could not create it (%): have an administrator run bootstrap/bootstrap.sql in this database',
                extension, current_user, SQLERRM
                USING ERRCODE = SQLSTATE;
        END;
    END LOOP;
END
$extensions$;

-- After the extensions, whose functions are meant for everybody: ours are for nobody until they are granted.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS wedding;
CREATE SCHEMA IF NOT EXISTS sync;
CREATE SCHEMA IF NOT EXISTS ops;

COMMENT ON SCHEMA wedding IS 'Data of suppliers and couples; row level security is forced on every table.';
COMMENT ON SCHEMA sync IS 'Feed of changes to the data of couples; row level security is forced on every table.';
COMMENT ON SCHEMA ops IS 'Samples, runs, backups and the audit log of the operations plane; no tenant has access.';

REVOKE ALL ON SCHEMA wedding, sync, ops FROM PUBLIC;

GRANT USAGE ON SCHEMA wedding, sync TO wedsync_authenticated, wedsync_service;
-- Maintenance names tables, which needs USAGE; it grants no look into them.
GRANT USAGE ON SCHEMA wedding, sync, ops TO wedsync_ops;
-- To call the few functions in ops that are granted to it, such as ops.record_backup.
GRANT USAGE ON SCHEMA ops TO wedsync_service;
