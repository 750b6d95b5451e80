-- The data of suppliers and couples (schema wedding).
--
-- The primary key of every row that belongs to a couple begins with couple_id, and so do foreign keys between such
-- tables: a tenant's rows stay together, policies are indexed comparisons, and the schema can be sharded by couple_id.
-- For the same reason every foreign key is its own ALTER TABLE.
-- Row level security is enabled and forced without a policy: closed until policies and grants open it.

-- Suppliers -----------------------------------------------------------------------------------------------------------

CREATE TABLE wedding.supplier (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    name         text        NOT NULL,
    category     text        NOT NULL,
    description  text,
    email        text,
    phone        text,
    website      text,
    city         text,
    country_code text,
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT supplier_pkey PRIMARY KEY (id),
    CONSTRAINT supplier_name_check CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT supplier_category_check CHECK (category IN (
        'venue', 'photographer', 'videographer', 'caterer', 'florist', 'musician', 'planner', 'baker', 'stylist',
        'transport', 'officiant', 'other')),
    CONSTRAINT supplier_email_check CHECK (email LIKE '_%@_%'),
    CONSTRAINT supplier_country_code_check CHECK (country_code ~ '^[A-Z]{2}$')
);
COMMENT ON TABLE wedding.supplier IS 'A business that serves weddings.';
COMMENT ON COLUMN wedding.supplier.country_code IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN wedding.supplier.version IS 'Counts the changes of this row, for conditional updates; here and in the other tables.';

CREATE TABLE wedding.supplier_member (
    supplier_id uuid        NOT NULL,
    user_id     uuid        NOT NULL,
    role        text        NOT NULL DEFAULT 'member',
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT supplier_member_pkey PRIMARY KEY (supplier_id, user_id),
    CONSTRAINT supplier_member_role_check CHECK (role IN ('owner', 'admin', 'member'))
);
COMMENT ON TABLE wedding.supplier_member IS 'Who may act for a supplier.';
COMMENT ON COLUMN wedding.supplier_member.user_id IS 'Claim sub of the user''s token.';

-- Couples -------------------------------------------------------------------------------------------------------------

CREATE TABLE wedding.couple (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    name       text        NOT NULL,
    status     text        NOT NULL DEFAULT 'planning',
    time_zone  text        NOT NULL DEFAULT 'UTC',
    revision   bigint      NOT NULL DEFAULT 0,
    version    bigint      NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT couple_pkey PRIMARY KEY (id),
    CONSTRAINT couple_name_check CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT couple_status_check CHECK (status IN ('planning', 'married', 'cancelled')),
    CONSTRAINT couple_revision_check CHECK (revision >= 0)
);
COMMENT ON TABLE wedding.couple IS 'A couple and its wedding: the tenant that guests, timeline and core fields belong to.';
COMMENT ON COLUMN wedding.couple.name IS 'How the couple is called, such as Emma & Jake.';
COMMENT ON COLUMN wedding.couple.time_zone IS 'IANA name of the time zone of the wedding.';
COMMENT ON COLUMN wedding.couple.revision IS 'Counts every change to any data of the couple; unlike version, which counts changes of this row.';

CREATE TABLE wedding.couple_member (
    couple_id    uuid        NOT NULL,
    user_id      uuid        NOT NULL,
    role         text        NOT NULL DEFAULT 'partner',
    display_name text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT couple_member_pkey PRIMARY KEY (couple_id, user_id),
    CONSTRAINT couple_member_role_check CHECK (role IN ('partner', 'planner')),
    CONSTRAINT couple_member_display_name_check CHECK (char_length(display_name) BETWEEN 1 AND 200)
);
COMMENT ON TABLE wedding.couple_member IS 'Who may act for a couple: the partners, and a planner they trust.';
COMMENT ON COLUMN wedding.couple_member.user_id IS 'Claim sub of the user''s token.';

CREATE TABLE wedding.connection (
    couple_id   uuid        NOT NULL,
    supplier_id uuid        NOT NULL,
    status      text        NOT NULL DEFAULT 'pending',
    invited_by  text        NOT NULL,
    invited_at  timestamptz NOT NULL DEFAULT now(),
    accepted_at timestamptz,
    ended_at    timestamptz,
    version     bigint      NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT connection_pkey PRIMARY KEY (couple_id, supplier_id),
    CONSTRAINT connection_status_check CHECK (status IN ('pending', 'active', 'declined', 'ended')),
    CONSTRAINT connection_invited_by_check CHECK (invited_by IN ('couple', 'supplier')),
    CONSTRAINT connection_accepted_check CHECK (status <> 'active' OR accepted_at IS NOT NULL),
    CONSTRAINT connection_ended_check CHECK ((status IN ('declined', 'ended')) = (ended_at IS NOT NULL))
);
COMMENT ON TABLE wedding.connection IS 'Lets a supplier see a couple, while it is active. Never deleted: an invitation after the end renews the row.';
COMMENT ON COLUMN wedding.connection.ended_at IS 'When it ended, or when the invitation was declined.';

-- Core fields ---------------------------------------------------------------------------------------------------------

CREATE TABLE wedding.core_field (
    key         text        NOT NULL,
    title       text        NOT NULL,
    description text        NOT NULL,
    value_type  text        NOT NULL,
    merge_rule  text        NOT NULL,
    position    integer     NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT core_field_pkey PRIMARY KEY (key),
    CONSTRAINT core_field_key_check CHECK (key ~ '^[a-z][a-z0-9_]{0,62}$'),
    CONSTRAINT core_field_value_type_check CHECK (value_type IN ('text', 'text_list', 'integer', 'decimal', 'boolean', 'date', 'time')),
    CONSTRAINT core_field_merge_rule_check CHECK (CASE merge_rule
        WHEN 'last_write' THEN true
        WHEN 'ask' THEN true
        WHEN 'max' THEN value_type IN ('integer', 'decimal', 'date', 'time')
        WHEN 'union' THEN value_type = 'text_list'
        ELSE false
    END)
);
COMMENT ON TABLE wedding.core_field IS 'Catalogue of the facts that a couple states once and shares with its suppliers.';
COMMENT ON COLUMN wedding.core_field.value_type IS 'What core_field_value.value holds: a JSON string, array of strings, number or boolean; dates and times as ISO 8601 strings.';
COMMENT ON COLUMN wedding.core_field.merge_rule IS 'What becomes of two concurrent values: last_write keeps the later, max the greater, union both; ask leaves it to the writer.';
COMMENT ON COLUMN wedding.core_field.position IS 'Order in which clients show the fields.';

CREATE TABLE wedding.core_field_value (
    couple_id  uuid        NOT NULL,
    key        text        NOT NULL,
    value      jsonb       NOT NULL,
    version    bigint      NOT NULL DEFAULT 1,
    updated_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT core_field_value_pkey PRIMARY KEY (couple_id, key),
    CONSTRAINT core_field_value_value_check CHECK (pg_column_size(value) <= 65536)
);
COMMENT ON TABLE wedding.core_field_value IS 'What a couple has said about a core field.';
COMMENT ON COLUMN wedding.core_field_value.updated_by IS 'User who wrote this value; NULL for the service itself.';

INSERT INTO wedding.core_field (position, key, title, description, value_type, merge_rule) VALUES
    ( 10, 'partner_one_name',     'First partner',         'Full name of one partner.',                                     'text',      'last_write'),
    ( 20, 'partner_two_name',     'Second partner',        'Full name of the other partner.',                               'text',      'last_write'),
    ( 30, 'contact_email',        'E-mail',                'Where suppliers write to.',                                     'text',      'last_write'),
    ( 40, 'contact_phone',        'Phone',                 'Where suppliers call.',                                         'text',      'last_write'),
    ( 50, 'wedding_date',         'Wedding date',          'The day of the ceremony. Two dates at once: only the couple can say which is right.', 'date', 'ask'),
    ( 60, 'ceremony_time',        'Ceremony begins',       'Local time at which the ceremony begins.',                      'time',      'ask'),
    ( 70, 'ceremony_type',        'Kind of ceremony',      'Civil, religious, humanist, symbolic.',                         'text',      'ask'),
    ( 80, 'venue',                'Venue',                 'Where the wedding takes place.',                                'text',      'ask'),
    ( 90, 'venue_address',        'Address of the venue',  'Where suppliers deliver to.',                                   'text',      'ask'),
    (100, 'reception_venue',      'Reception venue',       'Where the party is, if it is somewhere else.',                  'text',      'ask'),
    (110, 'reception_end_time',   'Party ends',            'Local time at which the music ends.',                           'time',      'max'),
    (120, 'guest_count',          'Guests',                'Expected guests. Of two numbers the greater: nobody goes without a seat.', 'integer', 'max'),
    (130, 'children_count',       'Children',              'Of them children.',                                             'integer',   'max'),
    (140, 'dietary_requirements', 'Dietary requirements',  'What the kitchen must know. Concurrent entries are all kept.',  'text_list', 'union'),
    (150, 'accessibility_needs',  'Accessibility',         'What guests need to take part.',                                'text_list', 'union'),
    (160, 'style',                'Style',                 'In a few words: rustic, classic, festival.',                    'text',      'last_write'),
    (170, 'colour_palette',       'Colours',               'Colours of flowers, paper and dresses.',                        'text_list', 'union'),
    (180, 'must_have_shots',      'Photographs',           'Pictures that must not be missing.',                            'text_list', 'union'),
    (190, 'music_requests',       'Music',                 'Songs that must be played.',                                    'text_list', 'union'),
    (200, 'budget',               'Budget',                'In the currency of the couple.',                                'decimal',   'ask'),
    (210, 'currency',             'Currency',              'ISO 4217 code.',                                                'text',      'last_write'),
    (220, 'emergency_contact',    'Contact on the day',    'Who answers the phone when the couple cannot.',                 'text',      'last_write');

-- Forms ---------------------------------------------------------------------------------------------------------------

CREATE TABLE wedding.form (
    supplier_id uuid        NOT NULL,
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    title       text        NOT NULL,
    status      text        NOT NULL DEFAULT 'draft',
    definition  jsonb       NOT NULL,
    version     bigint      NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT form_pkey PRIMARY KEY (supplier_id, id),
    CONSTRAINT form_title_check CHECK (char_length(title) BETWEEN 1 AND 200),
    CONSTRAINT form_status_check CHECK (status IN ('draft', 'published', 'archived')),
    CONSTRAINT form_definition_check CHECK (coalesce(jsonb_typeof(definition -> 'fields'), '') = 'array')
);
COMMENT ON TABLE wedding.form IS 'A questionnaire of a supplier.';
COMMENT ON COLUMN wedding.form.definition IS 'Object with an array "fields" of {name, label, type, required, core_field}; a field bound to a core field is pre-filled from it and writes back to it.';

CREATE TABLE wedding.form_submission (
    couple_id    uuid        NOT NULL,
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    supplier_id  uuid        NOT NULL,
    form_id      uuid        NOT NULL,
    form_version bigint      NOT NULL,
    status       text        NOT NULL DEFAULT 'draft',
    answers      jsonb       NOT NULL DEFAULT '{}',
    submitted_by uuid,
    submitted_at timestamptz,
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT form_submission_pkey PRIMARY KEY (couple_id, id),
    CONSTRAINT form_submission_status_check CHECK (status IN ('draft', 'submitted', 'reviewed')),
    CONSTRAINT form_submission_submitted_check CHECK ((status = 'draft') = (submitted_at IS NULL)),
    CONSTRAINT form_submission_answers_check CHECK (jsonb_typeof(answers) = 'object')
);
COMMENT ON TABLE wedding.form_submission IS 'A couple''s answers to a form.';
COMMENT ON COLUMN wedding.form_submission.form_version IS 'Version of the form that was answered.';
COMMENT ON COLUMN wedding.form_submission.answers IS 'Values by the names of the form''s fields.';

-- Guests --------------------------------------------------------------------------------------------------------------

CREATE TABLE wedding.guest (
    couple_id            uuid        NOT NULL,
    id                   uuid        NOT NULL DEFAULT gen_random_uuid(),
    name                 text        NOT NULL,
    email                text,
    phone                text,
    side                 text,
    household            text,
    is_child             boolean     NOT NULL DEFAULT false,
    rsvp_status          text        NOT NULL DEFAULT 'pending',
    rsvp_at              timestamptz,
    plus_ones_allowed    smallint    NOT NULL DEFAULT 0,
    plus_one_of          uuid,
    dietary_requirements text[]      NOT NULL DEFAULT '{}',
    accessibility_needs  text,
    table_name           text,
    notes                text,
    version              bigint      NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT guest_pkey PRIMARY KEY (couple_id, id),
    CONSTRAINT guest_name_check CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT guest_email_check CHECK (email LIKE '_%@_%'),
    CONSTRAINT guest_side_check CHECK (side IN ('partner_one', 'partner_two', 'both')),
    CONSTRAINT guest_rsvp_status_check CHECK (rsvp_status IN ('pending', 'accepted', 'tentative', 'declined')),
    CONSTRAINT guest_rsvp_at_check CHECK ((rsvp_status = 'pending') = (rsvp_at IS NULL)),
    CONSTRAINT guest_plus_ones_allowed_check CHECK (plus_ones_allowed BETWEEN 0 AND 20),
    CONSTRAINT guest_plus_one_of_check CHECK (plus_one_of IS NULL OR (plus_one_of <> id AND plus_ones_allowed = 0))
);
COMMENT ON TABLE wedding.guest IS 'A person on a couple''s guest list; plus-ones and children are rows of their own.';
COMMENT ON COLUMN wedding.guest.side IS 'Whose guest it is.';
COMMENT ON COLUMN wedding.guest.household IS 'Guests with the same household of a couple share an invitation.';
COMMENT ON COLUMN wedding.guest.plus_one_of IS 'The guest who brings this one; a plus-one brings nobody, and goes when that guest is deleted.';
COMMENT ON COLUMN wedding.guest.table_name IS 'Name or number of the table in the seating plan.';

-- Timeline ------------------------------------------------------------------------------------------------------------

CREATE TABLE wedding.timeline_event (
    couple_id   uuid        NOT NULL,
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    title       text        NOT NULL,
    description text,
    location    text,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz,
    supplier_id uuid,
    version     bigint      NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT timeline_event_pkey PRIMARY KEY (couple_id, id),
    CONSTRAINT timeline_event_title_check CHECK (char_length(title) BETWEEN 1 AND 200),
    CONSTRAINT timeline_event_ends_at_check CHECK (ends_at >= starts_at)
);
COMMENT ON TABLE wedding.timeline_event IS 'What happens when, on the day and before it.';
COMMENT ON COLUMN wedding.timeline_event.supplier_id IS 'The connected supplier who is responsible, if any.';

-- Foreign keys --------------------------------------------------------------------------------------------------------

ALTER TABLE wedding.supplier_member
    ADD CONSTRAINT supplier_member_supplier_fkey FOREIGN KEY (supplier_id) REFERENCES wedding.supplier (id) ON DELETE CASCADE;
ALTER TABLE wedding.couple_member
    ADD CONSTRAINT couple_member_couple_fkey FOREIGN KEY (couple_id) REFERENCES wedding.couple (id) ON DELETE CASCADE;
ALTER TABLE wedding.connection
    ADD CONSTRAINT connection_couple_fkey FOREIGN KEY (couple_id) REFERENCES wedding.couple (id) ON DELETE CASCADE;
ALTER TABLE wedding.connection
    ADD CONSTRAINT connection_supplier_fkey FOREIGN KEY (supplier_id) REFERENCES wedding.supplier (id);
ALTER TABLE wedding.core_field_value
    ADD CONSTRAINT core_field_value_couple_fkey FOREIGN KEY (couple_id) REFERENCES wedding.couple (id) ON DELETE CASCADE;
ALTER TABLE wedding.core_field_value
    ADD CONSTRAINT core_field_value_core_field_fkey FOREIGN KEY (key) REFERENCES wedding.core_field (key);
ALTER TABLE wedding.form
    ADD CONSTRAINT form_supplier_fkey FOREIGN KEY (supplier_id) REFERENCES wedding.supplier (id);
ALTER TABLE wedding.form_submission
    ADD CONSTRAINT form_submission_connection_fkey FOREIGN KEY (couple_id, supplier_id) REFERENCES wedding.connection (couple_id, supplier_id) ON DELETE CASCADE;
ALTER TABLE wedding.form_submission
    ADD CONSTRAINT form_submission_form_fkey FOREIGN KEY (supplier_id, form_id) REFERENCES wedding.form (supplier_id, id);
ALTER TABLE wedding.guest
    ADD CONSTRAINT guest_couple_fkey FOREIGN KEY (couple_id) REFERENCES wedding.couple (id) ON DELETE CASCADE;
ALTER TABLE wedding.guest
    ADD CONSTRAINT guest_plus_one_of_fkey FOREIGN KEY (couple_id, plus_one_of) REFERENCES wedding.guest (couple_id, id) ON DELETE CASCADE;
ALTER TABLE wedding.timeline_event
    ADD CONSTRAINT timeline_event_couple_fkey FOREIGN KEY (couple_id) REFERENCES wedding.couple (id) ON DELETE CASCADE;
ALTER TABLE wedding.timeline_event
    ADD CONSTRAINT timeline_event_connection_fkey FOREIGN KEY (couple_id, supplier_id) REFERENCES wedding.connection (couple_id, supplier_id);

-- Indexes beside the primary keys -------------------------------------------------------------------------------------

-- Of whom is this user a member?
CREATE INDEX supplier_member_user_id_idx ON wedding.supplier_member (user_id, supplier_id);
CREATE INDEX couple_member_user_id_idx ON wedding.couple_member (user_id, couple_id);
-- A supplier's couples, by status: dashboard and every policy for suppliers.
CREATE INDEX connection_supplier_id_idx ON wedding.connection (supplier_id, status, couple_id);
-- A supplier's newest submissions; a couple's submissions to one supplier; the submissions to one form.
CREATE INDEX form_submission_supplier_id_idx ON wedding.form_submission (supplier_id, submitted_at DESC);
CREATE INDEX form_submission_couple_id_supplier_id_idx ON wedding.form_submission (couple_id, supplier_id);
CREATE INDEX form_submission_form_id_idx ON wedding.form_submission (supplier_id, form_id);
-- The guest list in alphabetical order, page by page; the plus-ones of a guest.
CREATE INDEX guest_name_idx ON wedding.guest (couple_id, name, id);
CREATE INDEX guest_plus_one_of_idx ON wedding.guest (couple_id, plus_one_of) WHERE plus_one_of IS NOT NULL;
-- The timeline in order; what a supplier has to do.
CREATE INDEX timeline_event_starts_at_idx ON wedding.timeline_event (couple_id, starts_at, id);
CREATE INDEX timeline_event_supplier_id_idx ON wedding.timeline_event (supplier_id, couple_id, starts_at) WHERE supplier_id IS NOT NULL;
CREATE INDEX core_field_value_key_idx ON wedding.core_field_value (key, couple_id);

-- Search of guests by part of a name, with typing errors. pg_trgm may live in any schema.
DO $trigrams$
BEGIN
    EXECUTE format('CREATE INDEX guest_name_trgm_idx ON wedding.guest USING gin (name %I.gin_trgm_ops)',
        (SELECT extnamespace::regnamespace FROM pg_catalog.pg_extension WHERE extname = 'pg_trgm'));
END
$trigrams$;

-- Versions ------------------------------------------------------------------------------------------------------------

CREATE FUNCTION wedding.count_version() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.version := OLD.version + 1;
    NEW.updated_at := now();
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION wedding.count_version() IS 'Trigger: counts the version and sets updated_at, so that no writer can forget it.';
REVOKE ALL ON FUNCTION wedding.count_version() FROM PUBLIC;

CREATE TRIGGER supplier_count_version BEFORE UPDATE ON wedding.supplier
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
-- Not for a change of revision alone.
CREATE TRIGGER couple_count_version BEFORE UPDATE OF name, status, time_zone ON wedding.couple
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
CREATE TRIGGER connection_count_version BEFORE UPDATE ON wedding.connection
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
CREATE TRIGGER core_field_value_count_version BEFORE UPDATE ON wedding.core_field_value
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
CREATE TRIGGER form_count_version BEFORE UPDATE ON wedding.form
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
CREATE TRIGGER form_submission_count_version BEFORE UPDATE ON wedding.form_submission
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
CREATE TRIGGER guest_count_version BEFORE UPDATE ON wedding.guest
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();
CREATE TRIGGER timeline_event_count_version BEFORE UPDATE ON wedding.timeline_event
    FOR EACH ROW EXECUTE FUNCTION wedding.count_version();

-- Row level security --------------------------------------------------------------------------------------------------

ALTER TABLE wedding.supplier         ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.supplier_member  ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.couple           ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.couple_member    ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.connection       ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.core_field       ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.core_field_value ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.form             ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.form_submission  ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.guest            ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE wedding.timeline_event   ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
