-- Core fields: two reads of one statement (see V8), and versions that never come back.

CREATE FUNCTION wedding.read_core_field_catalogue(caller text)
RETURNS TABLE (key text, title text, description text, value_type text, merge_rule text, "position" integer)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT field.key, field.title, field.description, field.value_type, field.merge_rule, field.position
    FROM wedding.core_field AS field
    ORDER BY field.position, field.key;
END
$$;
COMMENT ON FUNCTION wedding.read_core_field_catalogue(text) IS 'All core fields, in the order in which clients show them.';

CREATE FUNCTION wedding.read_core_fields(caller text, couple uuid, known_revision bigint)
RETURNS TABLE (revision bigint, key text, value text, version bigint, updated_by uuid, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    -- As text: the service passes values on and does not look into them.
    SELECT tenant.revision, field.key, field.value::text, field.version, field.updated_by, field.updated_at
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT stored.key, stored.value, stored.version, stored.updated_by, stored.updated_at
        FROM wedding.core_field_value AS stored
        WHERE stored.couple_id = couple
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY stored.key
    ) AS field ON true
    WHERE tenant.id = couple AND tenant.kind = 'couple';
END
$$;
COMMENT ON FUNCTION wedding.read_core_fields(text, uuid, bigint) IS 'What a couple has said about core fields, by key.';

REVOKE ALL ON FUNCTION wedding.read_core_field_catalogue(text), wedding.read_core_fields(text, uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_core_field_catalogue(text), wedding.read_core_fields(text, uuid, bigint) TO wedsync_app;

CREATE FUNCTION wedding.begin_version() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- A version says what a writer has seen. A value that is removed and stated anew must not get a version that an earlier
    -- value had: whoever has seen that one would overwrite this one. Each change raises the revision by one and a version by
    -- one at most, so that no earlier version was above the revision.
    NEW.version := (SELECT tenant.revision + 1 FROM wedding.tenant WHERE tenant.id = NEW.couple_id);
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION wedding.begin_version() IS 'Trigger: the first version of a row is greater than any version that a row with its key has had.';
REVOKE ALL ON FUNCTION wedding.begin_version() FROM PUBLIC;
CREATE TRIGGER core_field_value_begin_version BEFORE INSERT ON wedding.core_field_value
    FOR EACH ROW EXECUTE FUNCTION wedding.begin_version();
COMMENT ON COLUMN wedding.core_field_value.version IS 'Grows with each change, also over removals; not without gaps.';
