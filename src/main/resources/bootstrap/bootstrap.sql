-- Prepares a server and the current database for the service.
--
-- Who runs it: an administrator (superuser, or a managed service's nearest equivalent), connected to the database that
-- the service will use. Afterwards the service needs no more than its three log-ins.
-- Safe to run again, and to be run again after an upgrade of the server. Sets no passwords: see bootstrap.sh, or use
-- psql's \password. Pure SQL, no statement that refuses a transaction: psql --single-transaction and JDBC both run it.
-- PostgreSQL 15 or newer.
--
--   wedsync_owner          LOGIN    owns the schemas, runs the migrations
--   wedsync_app            LOGIN    data plane: owns nothing, takes one of the three roles below for each transaction
--   wedsync_ops            LOGIN    operations plane: reads statistics, maintains tables
--   wedsync_anon           NOLOGIN  a caller without a token
--   wedsync_authenticated  NOLOGIN  a caller with a token
--   wedsync_service        NOLOGIN  the service role of the specification
--   wedsync_maintainer     NOLOGIN  before PostgreSQL 17: lets wedsync_ops become the owner, by SET ROLE only

-- Roles ---------------------------------------------------------------------------------------------------------------

DO $roles$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN
        SELECT *
        FROM (VALUES
            -- CREATEDB serves one purpose: a dry run executes pending migrations in a throw-away database.
            -- Where that is unwelcome: ALTER ROLE wedsync_owner NOCREATEDB; dry runs then check less and say so.
            ('wedsync_owner',         'LOGIN CREATEDB'),
            -- NOINHERIT: without SET ROLE a connection of the data plane may do nothing at all.
            ('wedsync_app',           'LOGIN NOINHERIT'),
            ('wedsync_ops',           'LOGIN'),
            ('wedsync_anon',          'NOLOGIN'),
            ('wedsync_authenticated', 'NOLOGIN'),
            ('wedsync_service',       'NOLOGIN')
        ) AS wanted (name, attributes)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted.name) THEN
            EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.attributes);
        END IF;
    END LOOP;

    -- A role of that name that somebody else made stronger is not ours to weaken silently, and not safe to use.
    FOR wanted IN
        SELECT rolname AS name
        FROM pg_catalog.pg_roles
        WHERE rolname IN ('wedsync_owner', 'wedsync_app', 'wedsync_ops',
                          'wedsync_anon', 'wedsync_authenticated', 'wedsync_service', 'wedsync_maintainer')
          AND (rolsuper OR rolbypassrls)
    LOOP
        RAISE EXCEPTION 'Role % is a superuser or bypasses row level security, which would void the isolation of tenants',
            wanted.name
            USING HINT = format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS; then run this script again.', wanted.name);
    END LOOP;
END
$roles$;

ALTER ROLE wedsync_app NOINHERIT;

-- Memberships ---------------------------------------------------------------------------------------------------------

DO $memberships$
DECLARE
    version constant integer := current_setting('server_version_num')::integer;
    notices constant text := current_setting('client_min_messages');
    tenant_role text;
BEGIN
    -- Memberships that exist already are not news.
    PERFORM set_config('client_min_messages', 'warning', true);
    FOREACH tenant_role IN ARRAY ARRAY['wedsync_anon', 'wedsync_authenticated', 'wedsync_service']
    LOOP
        -- Since version 16 each membership has its own options; before it, the role attribute NOINHERIT decides.
        EXECUTE format('GRANT %I TO wedsync_app', tenant_role)
            || CASE WHEN version >= 160000 THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END;
    END LOOP;

    -- The owner needs it because the functions of the specification read statistics with the owner's rights.
    GRANT pg_monitor TO wedsync_ops, wedsync_owner;

    -- Earlier versions of this script made the owner's rights part of everything that wedsync_ops does.
    IF EXISTS (
        SELECT
        FROM pg_catalog.pg_auth_members
        WHERE roleid = 'wedsync_owner'::regrole
          AND member = 'wedsync_ops'::regrole
    ) THEN
        REVOKE wedsync_owner FROM wedsync_ops;
    END IF;

    IF version >= 170000 THEN
        GRANT pg_maintain TO wedsync_ops;
        -- Left over from an older server: no longer needed.
        DROP ROLE IF EXISTS wedsync_maintainer;
    ELSE
        -- Before version 17 only a table's owner may vacuum, analyze and reindex it. A role between the two that does not
        -- inherit: SET ROLE passes it, privileges do not. NOINHERIT on wedsync_ops itself would take pg_monitor from it.
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'wedsync_maintainer') THEN
            CREATE ROLE wedsync_maintainer NOLOGIN NOINHERIT;
        END IF;
        ALTER ROLE wedsync_maintainer NOINHERIT;
        EXECUTE 'GRANT wedsync_owner TO wedsync_maintainer'
            || CASE WHEN version >= 160000 THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END;
        GRANT wedsync_maintainer TO wedsync_ops;
    END IF;
    PERFORM set_config('client_min_messages', notices, true);
END
$memberships$;

-- This database -------------------------------------------------------------------------------------------------------

DO $database$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO wedsync_owner, wedsync_app, wedsync_ops', current_database());
    EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO wedsync_owner', current_database());

    -- Limits for the case that a client forgets to set its own; the service sets the same or tighter ones.
    EXECUTE format('ALTER ROLE wedsync_app IN DATABASE %I SET search_path = wedding, sync, public, pg_temp', current_database());
    EXECUTE format('ALTER ROLE wedsync_app IN DATABASE %I SET statement_timeout = %L', current_database(), '30s');
    EXECUTE format('ALTER ROLE wedsync_app IN DATABASE %I SET idle_in_transaction_session_timeout = %L', current_database(), '30s');
    -- No statement_timeout for wedsync_ops: building an index again may take hours.
    EXECUTE format('ALTER ROLE wedsync_ops IN DATABASE %I SET search_path = ops, public, pg_temp', current_database());
    EXECUTE format('ALTER ROLE wedsync_ops IN DATABASE %I SET idle_in_transaction_session_timeout = %L', current_database(), '60s');
END
$database$;

-- What the planner knows of columns, without the values that it knows them from: how wide, how often NULL, how many different
-- ones. The view pg_stats would hide all of it where row level security is in force.
DO $statistics$
BEGIN
    GRANT SELECT (starelid, staattnum, stainherit, stanullfrac, stawidth, stadistinct)
        ON pg_catalog.pg_statistic TO wedsync_ops;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'You may not give access to columns of pg_statistic: bloat stays unknown';
END
$statistics$;

-- Parameters of statements carry personal data, and the key that suppliers' secrets are encrypted with: they stay out of the
-- server's log, whatever it logs. Only a superuser may decide that, or who was granted SET on these parameters.
DO $log$
DECLARE
    login text;
    parameter text;
BEGIN
    FOREACH login IN ARRAY ARRAY['wedsync_owner', 'wedsync_app', 'wedsync_ops']
    LOOP
        FOREACH parameter IN ARRAY ARRAY['log_parameter_max_length', 'log_parameter_max_length_on_error', 'auto_explain.log_parameter_max_length']
        LOOP
            EXECUTE format('ALTER ROLE %I IN DATABASE %I SET %s = 0', login, current_database(), parameter);
        END LOOP;
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE WARNING 'Parameters of statements cannot be kept out of the log of this server: switch log_statement, log_min_duration_statement and auto_explain off, or set log_parameter_max_length = 0 for it';
END
$log$;

-- Databases that came from a server before version 15 still let everybody create objects here.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO wedsync_owner;

-- To drop the invalid index that an interrupted REINDEX CONCURRENTLY leaves on a TOAST table of the owner.
DO $toast$
BEGIN
    GRANT USAGE ON SCHEMA pg_toast TO wedsync_owner;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'Invalid indexes of TOAST tables can only be dropped by a superuser of this server';
END
$toast$;

-- Extensions ----------------------------------------------------------------------------------------------------------

DO $extensions$
DECLARE
    extension text;
BEGIN
    FOREACH extension IN ARRAY ARRAY['uuid-ossp', 'pgcrypto', 'pg_stat_statements', 'pg_trgm']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = extension) THEN
            EXECUTE format('CREATE EXTENSION %I SCHEMA public', extension);
        END IF;
    END LOOP;

    -- It may have been here before us, in a schema of its own.
    BEGIN
        EXECUTE (
            SELECT format('GRANT USAGE ON SCHEMA %I TO wedsync_owner, wedsync_ops', namespace.nspname)
            FROM pg_catalog.pg_extension AS extension
            JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = extension.extnamespace
            WHERE extension.extname = 'pg_stat_statements'
        );
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'You may not give access to the schema of pg_stat_statements: without it query statistics stay unknown';
    END;

    IF NOT EXISTS (SELECT FROM pg_catalog.pg_settings WHERE name = 'pg_stat_statements.max') THEN
        RAISE NOTICE 'pg_stat_statements is not in shared_preload_libraries: query statistics stay unknown until it is';
    END IF;

    -- Used when present. A database copied from a template must not carry TimescaleDB: its workers connect to the
    -- template and make the copy fail.
    FOREACH extension IN ARRAY ARRAY['postgis', 'timescaledb']
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = extension);
        CONTINUE WHEN extension = 'timescaledb' AND current_database() = 'wedsync_template';
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = extension) THEN
            RAISE NOTICE 'Optional extension % is not installed on this server', extension;
            CONTINUE;
        END IF;
        BEGIN
            -- Not preloaded, TimescaleDB ends the session instead of raising an error that could be caught.
            IF extension = 'timescaledb' AND current_setting('shared_preload_libraries') NOT LIKE '%timescaledb%' THEN
                RAISE EXCEPTION 'it is not in shared_preload_libraries';
            END IF;
            EXECUTE format('CREATE EXTENSION %I SCHEMA public', extension);
        EXCEPTION WHEN OTHERS THEN
            RAISE NOTICE 'Optional extension % was not created: %', extension, SQLERRM;
        END;
    END LOOP;
END
$extensions$;
