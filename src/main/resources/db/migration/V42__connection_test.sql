-- The connection test: as whom PostgreSQL sees a caller, in one statement as hot reads are.

CREATE FUNCTION wedding.read_self(caller text) RETURNS TABLE (role text, version text)
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY SELECT current_user::text, pg_catalog.current_setting('server_version');
END
$$;
COMMENT ON FUNCTION wedding.read_self(text) IS 'The role of the caller''s statements and the version of the server.';
REVOKE ALL ON FUNCTION wedding.read_self(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_self(text) TO wedsync_app;
