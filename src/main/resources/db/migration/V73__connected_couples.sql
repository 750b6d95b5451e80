-- Whose changes wake the streams of which suppliers.

CREATE FUNCTION sync.connected_couples(caller text, suppliers uuid[]) RETURNS TABLE (supplier_id uuid, couple_id uuid)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT connection.supplier_id, connection.couple_id
    FROM wedding.connection
    WHERE connection.supplier_id = ANY (suppliers) AND connection.status = 'active';
END
$$;
COMMENT ON FUNCTION sync.connected_couples(text, uuid[]) IS 'The couples that these suppliers are connected to, as far as the caller may know.';
REVOKE ALL ON FUNCTION sync.connected_couples(text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sync.connected_couples(text, uuid[]) TO wedsync_app;
