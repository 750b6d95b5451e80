-- What a couple has submitted is found by the couple. Asked for by form as well, the planner expected one row by either way and went by
-- form: through the submissions of all couples to it, more with every couple. The same answers as before.

CREATE OR REPLACE FUNCTION wedding.read_forms(caller text, couple uuid, known_tag bigint)
RETURNS TABLE (
    tag bigint, id uuid, title text, version bigint, supplier_id uuid, supplier_name text, submission_id uuid, submission_status text,
    submission_version bigint, submitted_at timestamptz)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    RETURN QUERY
    WITH visible AS MATERIALIZED (
        SELECT form.id, form.title, form.version, form.supplier_id, supplier.name AS supplier_name, supplier.version AS supplier_version
        FROM wedding.connection
        JOIN wedding.form ON form.supplier_id = connection.supplier_id AND form.status = 'published'
        JOIN wedding.supplier ON supplier.id = connection.supplier_id
        WHERE connection.couple_id = couple AND connection.status = 'active'
    ), submissions AS MATERIALIZED (
        SELECT
            submission.supplier_id, submission.form_id, submission.id, submission.status, submission.version, submission.submitted_at,
            submission.created_at
        FROM wedding.form_submission AS submission
        WHERE submission.couple_id = couple
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
        FROM submissions AS submission
        WHERE shown.id IS NOT NULL AND submission.supplier_id = shown.supplier_id AND submission.form_id = shown.id
        ORDER BY submission.status = 'reviewed', submission.created_at DESC
        LIMIT 1
    ) AS newest ON true
    ORDER BY shown.supplier_name, shown.title, shown.id;
END
$$;

CREATE OR REPLACE FUNCTION wedding.read_form(caller text, couple uuid, form_id uuid)
RETURNS TABLE (
    id uuid, title text, version bigint, supplier_id uuid, supplier_name text, definition text, prefilled text, core_field_versions text,
    submission_id uuid, submission_status text, submission_version bigint, answers text)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
BEGIN
    PERFORM access.narrow(couple), access.enter(caller);
    RETURN QUERY
    WITH submissions AS MATERIALIZED (
        SELECT submission.supplier_id, submission.form_id, submission.id, submission.status, submission.version, submission.answers,
            submission.created_at
        FROM wedding.form_submission AS submission
        WHERE submission.couple_id = couple
    )
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
        FROM submissions AS submission
        WHERE submission.supplier_id = form.supplier_id AND submission.form_id = form.id
        ORDER BY submission.status = 'reviewed', submission.created_at DESC
        LIMIT 1
    ) AS newest ON true
    WHERE connection.couple_id = couple AND connection.status = 'active';
END
$$;
