-- Forms and their submissions: reads of one statement (see V8), and what a submission has to remember.

ALTER TABLE wedding.form_submission ADD COLUMN core_field_versions jsonb NOT NULL DEFAULT '{}';
ALTER TABLE wedding.form_submission
    ADD CONSTRAINT form_submission_core_field_versions_check CHECK (jsonb_typeof(core_field_versions) = 'object');
COMMENT ON COLUMN wedding.form_submission.core_field_versions IS
    'Versions of core fields by key that the writer of the answers had read: they write back as somebody who has seen these.';
GRANT INSERT (core_field_versions), UPDATE (core_field_versions) ON wedding.form_submission TO wedsync_authenticated;

CREATE OR REPLACE FUNCTION wedding.guard_submission() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Row level security says who may change the row; that a supplier changes nothing but the state, only a trigger can.
    IF current_user = 'wedsync_authenticated' AND NOT NEW.couple_id = ANY (access.own_couples())
        AND (NEW.answers, NEW.core_field_versions, NEW.form_version, NEW.submitted_by, NEW.submitted_at)
            IS DISTINCT FROM (OLD.answers, OLD.core_field_versions, OLD.form_version, OLD.submitted_by, OLD.submitted_at) THEN
        RAISE EXCEPTION 'A supplier may mark a submission as reviewed and change nothing else' USING ERRCODE = 'WS403';
    END IF;
    RETURN NEW;
END
$$;

-- A couple works on one submission to a form at a time; both partners find the same one.
CREATE UNIQUE INDEX form_submission_open_key ON wedding.form_submission (couple_id, supplier_id, form_id) WHERE status <> 'reviewed';
-- A supplier's newest submissions, page by page.
CREATE INDEX form_submission_newest_idx ON wedding.form_submission (supplier_id, submitted_at DESC, id DESC);
DROP INDEX wedding.form_submission_supplier_id_idx;

-- Reads of a couple ---------------------------------------------------------------------------------------------------

CREATE FUNCTION wedding.read_forms(caller text, couple uuid, known_tag bigint)
RETURNS TABLE (
    tag bigint, id uuid, title text, version bigint, supplier_id uuid, supplier_name text, submission_id uuid, submission_status text,
    submission_version bigint, submitted_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    WITH visible AS MATERIALIZED (
        SELECT form.id, form.title, form.version, form.supplier_id, supplier.name AS supplier_name, supplier.version AS supplier_version
        FROM wedding.connection
        JOIN wedding.form ON form.supplier_id = connection.supplier_id AND form.status = 'published'
        JOIN wedding.supplier ON supplier.id = connection.supplier_id
        WHERE connection.couple_id = couple AND connection.status = 'active'
    ), tagged AS (
        -- The couple's revision knows nothing of the suppliers' forms, which are part of what is read here.
        SELECT hashtextextended(concat_ws(' ', tenant.revision, (
            SELECT string_agg(concat_ws(' ', visible.id, visible.version, visible.supplier_version), ' ' ORDER BY visible.id) FROM visible)), 0) AS tag
        FROM wedding.tenant
        WHERE tenant.id = couple AND tenant.kind = 'couple'
    )
    SELECT
        tagged.tag, shown.id, shown.title, shown.version, shown.supplier_id, shown.supplier_name, newest.id, newest.status, newest.version,
        newest.submitted_at
    FROM tagged
    LEFT JOIN visible AS shown ON tagged.tag IS DISTINCT FROM known_tag
    LEFT JOIN LATERAL (
        SELECT submission.id, submission.status, submission.version, submission.submitted_at
        FROM wedding.form_submission AS submission
        WHERE submission.couple_id = couple AND submission.supplier_id = shown.supplier_id AND submission.form_id = shown.id
        ORDER BY submission.status = 'reviewed', submission.created_at DESC
        LIMIT 1
    ) AS newest ON true
    ORDER BY shown.supplier_name, shown.title, shown.id;
END
$$;
COMMENT ON FUNCTION wedding.read_forms(text, uuid, bigint) IS
    'Published forms of the suppliers that a couple is connected to, each with the state of its newest submission; the tag changes with any of it.';

CREATE FUNCTION wedding.read_form(caller text, couple uuid, form_id uuid)
RETURNS TABLE (
    id uuid, title text, version bigint, supplier_id uuid, supplier_name text, definition text, prefilled text, core_field_versions text,
    submission_id uuid, submission_status text, submission_version bigint, answers text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT
        form.id, form.title, form.version, form.supplier_id, supplier.name, (form.definition -> 'fields')::text,
        coalesce(bound.prefilled, '{}')::text, coalesce(bound.versions, '{}')::text, newest.id, newest.status, newest.version,
        newest.answers::text
    FROM wedding.connection
    JOIN wedding.form ON form.supplier_id = connection.supplier_id AND form.id = form_id AND form.status = 'published'
    JOIN wedding.supplier ON supplier.id = connection.supplier_id
    LEFT JOIN LATERAL (
        SELECT jsonb_object_agg(field.name, stored.value) AS prefilled, jsonb_object_agg(stored.key, stored.version) AS versions
        FROM jsonb_to_recordset(form.definition -> 'fields') AS field (name text, core_field text)
        JOIN wedding.core_field_value AS stored ON stored.couple_id = couple AND stored.key = field.core_field
    ) AS bound ON true
    LEFT JOIN LATERAL (
        SELECT submission.id, submission.status, submission.version, submission.answers
        FROM wedding.form_submission AS submission
        WHERE submission.couple_id = couple AND submission.supplier_id = form.supplier_id AND submission.form_id = form.id
        ORDER BY submission.status = 'reviewed', submission.created_at DESC
        LIMIT 1
    ) AS newest ON true
    WHERE connection.couple_id = couple AND connection.status = 'active';
END
$$;
COMMENT ON FUNCTION wedding.read_form(text, uuid, uuid) IS 'A published form as a couple fills it in: fields, values of core fields by field, newest submission.';

CREATE FUNCTION wedding.read_submission(caller text, couple uuid, submission_id uuid)
RETURNS TABLE (
    couple_id uuid, id uuid, supplier_id uuid, form_id uuid, form_version bigint, status text, answers text, core_field_versions text,
    submitted_by uuid, submitted_at timestamptz, version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT
        submission.couple_id, submission.id, submission.supplier_id, submission.form_id, submission.form_version, submission.status,
        submission.answers::text, submission.core_field_versions::text, submission.submitted_by, submission.submitted_at,
        submission.version, submission.updated_at
    FROM wedding.form_submission AS submission
    WHERE submission.couple_id = couple AND submission.id = submission_id;
END
$$;
COMMENT ON FUNCTION wedding.read_submission(text, uuid, uuid) IS 'One submission of a couple.';

-- Reads of a supplier -------------------------------------------------------------------------------------------------

CREATE FUNCTION wedding.read_supplier_forms(caller text, supplier uuid, known_revision bigint, after_title text, after_id uuid, size integer)
RETURNS TABLE (revision bigint, id uuid, title text, status text, version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT tenant.revision, page.*
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT form.id, form.title, form.status, form.version, form.updated_at
        FROM wedding.form
        WHERE form.supplier_id = supplier
          AND (form.title, form.id) > (after_title, after_id)
          AND tenant.revision IS DISTINCT FROM known_revision
        ORDER BY form.title, form.id
        LIMIT size
    ) AS page ON true
    WHERE tenant.id = supplier AND tenant.kind = 'supplier';
END
$$;
COMMENT ON FUNCTION wedding.read_supplier_forms(text, uuid, bigint, text, uuid, integer) IS 'A page of a supplier''s forms by title, after a title and id.';

CREATE FUNCTION wedding.read_supplier_form(caller text, supplier uuid, form_id uuid)
RETURNS TABLE (id uuid, title text, status text, fields text, version bigint, updated_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT form.id, form.title, form.status, (form.definition -> 'fields')::text, form.version, form.updated_at
    FROM wedding.form
    WHERE form.supplier_id = supplier AND form.id = form_id
      -- A member of a connected couple reads forms as wedding.read_form gives them.
      AND (access.caller() LIKE 'service:%' OR supplier = ANY (access.own_suppliers('forms:read')));
END
$$;
COMMENT ON FUNCTION wedding.read_supplier_form(text, uuid, uuid) IS 'One form of a supplier.';

CREATE FUNCTION wedding.read_supplier_submissions(
    caller text, supplier uuid, only_form uuid, only_status text, after_at timestamptz, after_id uuid, size integer)
RETURNS TABLE (
    id uuid, couple_id uuid, couple_name text, form_id uuid, form_version bigint, status text, submitted_at timestamptz, version bigint)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.enter(caller);
    RETURN QUERY
    SELECT page.id, page.couple_id, couple.name, page.form_id, page.form_version, page.status, page.submitted_at, page.version
    FROM wedding.tenant
    LEFT JOIN LATERAL (
        SELECT submission.*
        FROM wedding.form_submission AS submission
        WHERE submission.supplier_id = supplier
          AND submission.status <> 'draft'
          AND (only_form IS NULL OR submission.form_id = only_form)
          AND (only_status IS NULL OR submission.status = only_status)
          AND (submission.submitted_at, submission.id)
              < (coalesce(after_at, 'infinity'), coalesce(after_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
        ORDER BY submission.submitted_at DESC, submission.id DESC
        LIMIT size
    ) AS page ON true
    LEFT JOIN wedding.couple ON couple.id = page.couple_id
    WHERE tenant.id = supplier AND tenant.kind = 'supplier'
    ORDER BY page.submitted_at DESC, page.id DESC;
END
$$;
COMMENT ON FUNCTION wedding.read_supplier_submissions(text, uuid, uuid, text, timestamptz, uuid, integer) IS
    'A page of what couples have submitted to a supplier, newest first, before a time and id.';

REVOKE ALL ON FUNCTION wedding.read_forms(text, uuid, bigint), wedding.read_form(text, uuid, uuid), wedding.read_submission(text, uuid, uuid),
    wedding.read_supplier_forms(text, uuid, bigint, text, uuid, integer), wedding.read_supplier_form(text, uuid, uuid),
    wedding.read_supplier_submissions(text, uuid, uuid, text, timestamptz, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wedding.read_forms(text, uuid, bigint), wedding.read_form(text, uuid, uuid), wedding.read_submission(text, uuid, uuid),
    wedding.read_supplier_forms(text, uuid, bigint, text, uuid, integer), wedding.read_supplier_form(text, uuid, uuid),
    wedding.read_supplier_submissions(text, uuid, uuid, text, timestamptz, uuid, integer)
    TO wedsync_app;
