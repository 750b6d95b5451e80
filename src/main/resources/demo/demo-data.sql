-- A believable season for development and load tests: suppliers, couples, guests and what they share.
--
-- Run by a superuser as one script, over JDBC or psql, after the migrations and into empty tables. Sizes are settings
-- of the session, made before with SET:
--   wedsync.demo_suppliers          default 50
--   wedsync.demo_couples            default 300
--   wedsync.demo_guests_per_couple  default 100, on average
-- For a load test 1,000 suppliers, 20,000 couples and so 2 million guests: load/fill.sh, docs/performance.md has how long it takes.
-- Deterministic but for the dates, which lie around the current one: everything else is derived from hashes of numbers.
-- Users: supplier n has the owner 00000000-0000-7000-8001-<n>, couple n the partners 00000000-0000-7000-8002-<2n-1>
-- and -<2n>, every fifth couple the planner 00000000-0000-7000-8003-<n>, each with the number in 12 decimal digits.

DO $guard$
BEGIN
    IF EXISTS (SELECT FROM wedding.supplier)
        -- the canaries (V60) are nobody's couples
        OR EXISTS (SELECT FROM wedding.couple WHERE id::text NOT LIKE '00000000-0000-4000-8000-0ca0a%') THEN
        RAISE EXCEPTION 'The database already has suppliers or couples: demo data belongs into an empty one'
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
END
$guard$;

-- Compiling these long queries takes longer than running them; and a season that was there before has no audit trail, so
-- no triggers (the rows are consistent by construction, foreign keys need not be checked).
SET jit = off;
SET session_replication_role = replica;

-- Tools: plain SQL functions, which the planner inlines ---------------------------------------------------------------

-- A number from 0 to 65535, from one of the eight slots of a hash.
CREATE FUNCTION pg_temp.slot(hash text, slot integer) RETURNS integer LANGUAGE sql IMMUTABLE
    RETURN ('x' || substr(hash, 1 + 4 * slot, 4))::bit(16)::integer;

CREATE FUNCTION pg_temp.pick(choices text[], number integer) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN choices[1 + number % cardinality(choices)];

-- UUIDv7 of the moment, its random part from the hash.
CREATE FUNCTION pg_temp.id(hash text, moment timestamptz) RETURNS uuid LANGUAGE sql STABLE
    RETURN (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0')
        || '7' || substr(hash, 1, 3) || 'a' || substr(hash, 5, 15))::uuid;

CREATE FUNCTION pg_temp.user_id(kind integer, number bigint) RETURNS uuid LANGUAGE sql STABLE
    RETURN ('00000000-0000-7000-' || kind || '-' || lpad(number::text, 12, '0'))::uuid;

CREATE TEMPORARY TABLE demo_name AS
SELECT
    ARRAY['Olivia', 'Emma', 'Amelia', 'Sophie', 'Grace', 'Charlotte', 'Isla', 'Freya', 'Hannah', 'Maya', 'Priya', 'Zoe',
          'Alice', 'Eleanor', 'Lucy', 'Chloe', 'Niamh', 'Aoife', 'Fatima', 'Yasmin', 'Ingrid', 'Clara', 'Rosa', 'Elena',
          'Jake', 'Oliver', 'George', 'Harry', 'Noah', 'Leo', 'Arthur', 'Theo', 'Thomas', 'Daniel', 'Samuel', 'Adam',
          'Rohan', 'Arjun', 'Mateo', 'Luca', 'Finn', 'Callum', 'Ewan', 'Rhys', 'Owen', 'Ibrahim', 'Yusuf', 'Kofi',
          'Anders', 'Jonas', 'Pierre', 'Antoine', 'Wei', 'Mei', 'Haruto', 'Sora', 'Tobias', 'Matthias', 'José', 'Zoë'] AS given,
    ARRAY['Smith', 'Jones', 'Taylor', 'Brown', 'Williams', 'Wilson', 'Johnson', 'Davies', 'Patel', 'Robinson', 'Wright',
          'Thompson', 'Evans', 'Walker', 'White', 'Roberts', 'Green', 'Hall', 'Wood', 'Harris', 'Clarke', 'Khan', 'Lewis',
          'James', 'Phillips', 'Mitchell', 'Campbell', 'Stewart', 'MacDonald', 'O''Brien', 'Murphy', 'Kelly', 'Byrne',
          'Singh', 'Sharma', 'Ahmed', 'Hussain', 'Nguyen', 'Chen', 'Wang', 'Tanaka', 'Kowalski', 'Novák', 'Müller',
          'Schneider', 'Rossi', 'Ferrari', 'García', 'Fernández', 'Silva', 'Dubois', 'Laurent', 'Jensen', 'Larsen',
          'Okafor', 'Mensah', 'Adeyemi', 'Cohen', 'Fischer', 'Bennett'] AS family,
    ARRAY['Bath', 'Bristol', 'York', 'Oxford', 'Cambridge', 'Edinburgh', 'Cardiff', 'Brighton', 'Leeds', 'Chester', 'Exeter', 'Harrogate'] AS city,
    ARRAY['Ashdown Manor', 'The Old Mill', 'Willow Barn', 'Kingsley Hall', 'Orchard House', 'Riverside Pavilion', 'The Walled Garden',
          'Beaumont Castle', 'Larkhill Farm', 'The Glasshouse', 'St Anne''s Chapel', 'Harbour View', 'Thornbury Abbey', 'The Boathouse'] AS venue;

-- Suppliers -----------------------------------------------------------------------------------------------------------

CREATE TEMPORARY TABLE demo_supplier AS
SELECT
    number,
    hash,
    pg_temp.id(hash, timestamptz '2023-01-01 09:00+00' + number * interval '7 hours') AS id,
    category,
    pg_temp.pick(demo_name.family, number * 7 + pg_temp.slot(hash, 0)) AS family,
    pg_temp.pick(demo_name.city, pg_temp.slot(hash, 1)) AS city,
    pg_temp.pick(demo_name.given, pg_temp.slot(hash, 2)) AS given,
    timestamptz '2023-01-01 09:00+00' + number * interval '7 hours' AS joined_at
FROM generate_series(1, coalesce(nullif(current_setting('wedsync.demo_suppliers', true), '')::integer, 50)) AS number
CROSS JOIN LATERAL (SELECT md5('supplier ' || number)) AS hashed (hash)
CROSS JOIN LATERAL (SELECT pg_temp.pick(ARRAY['photographer', 'venue', 'caterer', 'florist', 'musician', 'planner', 'baker', 'videographer', 'stylist', 'transport'], number - 1)) AS chosen (category)
CROSS JOIN demo_name;

INSERT INTO wedding.supplier (id, name, category, description, email, phone, website, city, country_code, created_at, updated_at)
SELECT
    id,
    CASE category
        WHEN 'photographer' THEN supplier.given || ' ' || supplier.family || ' Photography'
        WHEN 'venue' THEN pg_temp.pick(venue, number / 10) || ', ' || supplier.city
        WHEN 'caterer' THEN supplier.family || ' & Daughters Catering'
        WHEN 'florist' THEN 'Flowers by ' || supplier.given
        WHEN 'musician' THEN 'The ' || supplier.family || ' Quartet'
        WHEN 'planner' THEN supplier.given || ' ' || supplier.family || ' Weddings'
        WHEN 'baker' THEN supplier.family || '''s Cakes'
        WHEN 'videographer' THEN supplier.family || ' Films'
        WHEN 'stylist' THEN 'Hair & Make-up by ' || supplier.given
        ELSE supplier.family || ' Classic Cars'
    END,
    category,
    'Weddings in and around ' || supplier.city || '.',
    'hello@supplier-' || number || '.example',
    '+44 1632 ' || lpad((960000 + number % 1000)::text, 6, '0'),
    'https://supplier-' || number || '.example',
    supplier.city,
    'GB',
    joined_at,
    joined_at
FROM demo_supplier AS supplier
CROSS JOIN demo_name;

INSERT INTO wedding.supplier_member (supplier_id, user_id, role, created_at)
SELECT id, pg_temp.user_id(8001, number), 'owner', joined_at
FROM demo_supplier;

INSERT INTO wedding.form (supplier_id, id, title, status, definition, created_at, updated_at)
SELECT
    supplier.id,
    pg_temp.id(md5(form.title || number), joined_at + interval '1 day'),
    form.title,
    'published',
    jsonb_build_object('fields', form.fields || jsonb_build_array(jsonb_build_object(
        'name', 'wishes',
        'type', 'text',
        'required', false,
        'label', CASE category
            WHEN 'photographer' THEN 'Which pictures must not be missing?'
            WHEN 'caterer' THEN 'Which dishes would you love to see?'
            WHEN 'florist' THEN 'Which flowers do you love?'
            WHEN 'musician' THEN 'Which songs must be played?'
            ELSE 'What else should we know?'
        END))),
    joined_at + interval '1 day',
    joined_at + interval '1 day'
FROM demo_supplier AS supplier
CROSS JOIN (VALUES
    ('First questionnaire', '[
        {"name": "date", "label": "When is the wedding?", "type": "date", "required": true, "core_field": "wedding_date"},
        {"name": "venue", "label": "Where is it?", "type": "text", "required": false, "core_field": "venue"},
        {"name": "guests", "label": "How many guests do you expect?", "type": "integer", "required": true, "core_field": "guest_count"}]'::jsonb),
    ('Final details', '[
        {"name": "guests", "label": "How many guests are coming?", "type": "integer", "required": true, "core_field": "guest_count"},
        {"name": "ceremony", "label": "When does the ceremony begin?", "type": "time", "required": true, "core_field": "ceremony_time"},
        {"name": "diets", "label": "What must the kitchen know?", "type": "text_list", "required": false, "core_field": "dietary_requirements"}]'::jsonb)
) AS form (title, fields);

-- Couples: from half a year ago to a good year and a half ahead, most in summer and on Saturdays ------------------------------

CREATE TEMPORARY TABLE demo_couple AS
SELECT
    number,
    hash,
    pg_temp.id(hash, signed_up_at) AS id,
    pg_temp.pick(demo_name.given, pg_temp.slot(hash, 0)) AS one_given,
    pg_temp.pick(demo_name.family, pg_temp.slot(hash, 1)) AS one_family,
    -- An offset that is never 0: no couple shares a name.
    pg_temp.pick(demo_name.given, pg_temp.slot(hash, 0) + 1 + pg_temp.slot(hash, 2) % 59) AS two_given,
    pg_temp.pick(demo_name.family, pg_temp.slot(hash, 1) + 1 + pg_temp.slot(hash, 3) % 59) AS two_family,
    pg_temp.pick(demo_name.venue, pg_temp.slot(hash, 4)) AS venue,
    pg_temp.pick(demo_name.city, pg_temp.slot(hash, 5)) AS city,
    wedding_date,
    wedding_date + make_interval(mins => 720 + 30 * (pg_temp.slot(hash, 6) % 7)) AS ceremony_at,
    signed_up_at,
    -- Two thirds to four thirds of the average.
    greatest(1, round(guests * (0.67 + 0.66 * pg_temp.slot(hash, 7) / 65535.0)))::integer AS guest_count
FROM generate_series(1, coalesce(nullif(current_setting('wedsync.demo_couples', true), '')::integer, 300)) AS number
CROSS JOIN LATERAL (SELECT md5('couple ' || number), md5('date ' || number)) AS hashed (hash, date_hash)
CROSS JOIN LATERAL (
    SELECT (current_date - 200 + pg_temp.slot(date_hash, 0) % 200
        + CASE WHEN pg_temp.slot(date_hash, 1) % 6 = 0 THEN 0 ELSE 200 + pg_temp.slot(date_hash, 2) % 360 END)::date
) AS spread (day)
CROSS JOIN LATERAL (
    -- Two of three weddings outside of May to September move to the nearest summer that is still ahead.
    SELECT CASE WHEN extract(month FROM day) NOT BETWEEN 5 AND 9 AND pg_temp.slot(date_hash, 3) % 3 > 0 AND day > current_date
        THEN make_date(
            extract(year FROM day)::integer + CASE WHEN extract(month FROM day) > 9 THEN 1 ELSE 0 END,
            5 + pg_temp.slot(date_hash, 4) % 5,
            1 + pg_temp.slot(date_hash, 5) % 28)
        ELSE day
    END
) AS season (day)
CROSS JOIN LATERAL (
    SELECT season.day + (6 - extract(isodow FROM season.day)::integer)
        + (ARRAY[0, 0, 0, 0, 0, 0, 0, -1, -1, 1])[1 + pg_temp.slot(date_hash, 6) % 10]
) AS chosen (wedding_date)
CROSS JOIN LATERAL (SELECT least(now() - interval '1 day', wedding_date - make_interval(days => 200 + pg_temp.slot(date_hash, 7) % 300))) AS began (signed_up_at)
CROSS JOIN (SELECT coalesce(nullif(current_setting('wedsync.demo_guests_per_couple', true), '')::integer, 100)) AS size (guests)
CROSS JOIN demo_name;

INSERT INTO wedding.couple (id, name, status, time_zone, created_at, updated_at)
SELECT
    id,
    one_given || ' & ' || two_given,
    CASE WHEN wedding_date < current_date THEN 'married' ELSE 'planning' END,
    'Europe/London',
    signed_up_at,
    signed_up_at
FROM demo_couple;

INSERT INTO wedding.couple_member (couple_id, user_id, role, display_name, created_at)
SELECT id, pg_temp.user_id(8002, 2 * number - 1), 'partner', one_given || ' ' || one_family, signed_up_at
FROM demo_couple
UNION ALL
SELECT id, pg_temp.user_id(8002, 2 * number), 'partner', two_given || ' ' || two_family, signed_up_at
FROM demo_couple
UNION ALL
SELECT id, pg_temp.user_id(8003, number), 'planner', 'Planner of ' || one_given || ' & ' || two_given, signed_up_at
FROM demo_couple
WHERE number % 5 = 0;

-- Connections: three to six suppliers a couple, neighbours in the list and so of different trades ---------------------

CREATE TEMPORARY TABLE demo_connection AS
SELECT DISTINCT ON (couple.id, supplier.id)
    couple.id AS couple_id,
    couple.number AS couple_number,
    supplier.id AS supplier_id,
    supplier.number AS supplier_number,
    supplier.category,
    CASE
        WHEN pg_temp.slot(link.hash, 0) % 100 < 76 THEN 'active'
        WHEN pg_temp.slot(link.hash, 0) % 100 < 90 THEN 'pending'
        WHEN pg_temp.slot(link.hash, 0) % 100 < 94 THEN 'declined'
        ELSE 'ended'
    END AS status,
    CASE WHEN pg_temp.slot(link.hash, 1) % 3 = 0 THEN 'supplier' ELSE 'couple' END AS invited_by,
    -- In the first half of the time since; at least 20 hours ago, so that the answers below lie in the past too.
    couple.signed_up_at + (now() - interval '20 hours' - couple.signed_up_at) * (pg_temp.slot(link.hash, 2) / 131072.0) AS invited_at
FROM demo_couple AS couple
CROSS JOIN LATERAL generate_series(0, 2 + pg_temp.slot(couple.hash, 3) % 4) AS place
CROSS JOIN LATERAL (SELECT md5('connection ' || couple.number || ' ' || place)) AS link (hash)
CROSS JOIN (SELECT count(*)::integer AS count FROM demo_supplier) AS suppliers
JOIN demo_supplier AS supplier ON supplier.number = 1 + (pg_temp.slot(couple.hash, 2) + place) % suppliers.count
ORDER BY couple.id, supplier.id, place;

INSERT INTO wedding.connection (couple_id, supplier_id, status, invited_by, invited_at, accepted_at, ended_at, created_at, updated_at)
SELECT
    couple_id,
    supplier_id,
    status,
    invited_by,
    invited_at,
    CASE WHEN status IN ('active', 'ended') THEN invited_at + interval '5 hours' END,
    CASE WHEN status IN ('declined', 'ended') THEN invited_at + interval '20 hours' END,
    invited_at,
    CASE status WHEN 'pending' THEN invited_at WHEN 'active' THEN invited_at + interval '5 hours' ELSE invited_at + interval '20 hours' END
FROM demo_connection;

CREATE INDEX ON demo_connection (couple_id);
ANALYZE demo_connection, wedding.form;

-- Guests: in households of two, every eighth with a plus-one; the nearer the wedding, the more have answered -----------
-- Millions of rows, written once and in the order of the primary key: no table between, no sort. OFFSET 0 keeps the planner
-- from putting each expression, and so the hash in it, wherever it is mentioned.

INSERT INTO wedding.guest (
    couple_id, id, name, email, side, household, is_child, rsvp_status, rsvp_at, plus_ones_allowed, plus_one_of,
    dietary_requirements, table_name, created_at, updated_at)
SELECT
    couple_id,
    pg_temp.id(hash, created_at),
    -- A third of the guests are family and have one of the couple's names; a household has one name.
    pg_temp.pick(demo_name.given, pg_temp.slot(hash, 0)) || ' ' || CASE kinship
        WHEN 0 THEN one_family
        WHEN 1 THEN two_family
        ELSE pg_temp.pick(demo_name.family, pg_temp.slot(household_hash, 1))
    END,
    CASE WHEN NOT is_child AND NOT is_plus_one AND pg_temp.slot(hash, 6) % 4 > 0 THEN 'guest-' || substr(hash, 1, 8) || '@mail.example' END,
    CASE kinship
        WHEN 0 THEN 'partner_one'
        WHEN 1 THEN 'partner_two'
        ELSE pg_temp.pick(ARRAY['partner_one', 'partner_two', 'both'], pg_temp.slot(household_hash, 2))
    END,
    'Household ' || (place + 1) / 2,
    is_child,
    rsvp_status,
    CASE WHEN rsvp_status <> 'pending' THEN answered_at END,
    CASE WHEN place % 8 = 7 AND place < guest_count THEN 1 ELSE 0 END,
    CASE WHEN is_plus_one THEN pg_temp.id(md5('guest ' || number || ' ' || place - 1), created_at - interval '1 minute') END,
    CASE
        WHEN diet < 9 THEN ARRAY['vegetarian']
        WHEN diet < 13 THEN ARRAY['vegan']
        WHEN diet < 16 THEN ARRAY['gluten-free']
        WHEN diet < 18 THEN ARRAY['nut allergy']
        WHEN diet < 21 THEN ARRAY['halal']
        WHEN diet < 22 THEN ARRAY['vegetarian', 'lactose-free']
        ELSE '{}'::text[]
    END,
    CASE WHEN rsvp_status = 'accepted' THEN 'Table ' || (place + 9) / 10 END,
    created_at,
    CASE WHEN rsvp_status <> 'pending' THEN answered_at ELSE created_at END
FROM (
    SELECT
        *,
        pg_temp.slot(household_hash, 0) % 6 AS kinship,
        pg_temp.slot(hash, 4) % 100 AS diet,
        place % 8 = 0 AS is_plus_one,
        pg_temp.slot(hash, 5) % 14 = 0 AND place % 8 NOT IN (0, 7) AS is_child,
        CASE
            WHEN pg_temp.slot(hash, 1) / 655.36 >= answered_percent THEN 'pending'
            WHEN pg_temp.slot(hash, 2) % 100 < 80 THEN 'accepted'
            WHEN pg_temp.slot(hash, 2) % 100 < 96 OR wedding_date <= current_date THEN 'declined'
            ELSE 'tentative'
        END AS rsvp_status,
        greatest(created_at, signed_up_at + (least(now(), wedding_date::timestamptz) - signed_up_at) * (pg_temp.slot(hash, 3) / 65536.0)) AS answered_at
    FROM (
        SELECT
            couple.id AS couple_id,
            couple.number,
            couple.one_family,
            couple.two_family,
            couple.guest_count,
            couple.wedding_date,
            couple.signed_up_at,
            couple.answered_percent,
            place,
            md5('guest ' || number || ' ' || place) AS hash,
            md5('household ' || number || ' ' || (place + 1) / 2) AS household_hash,
            signed_up_at + place * interval '1 minute' AS created_at
        FROM (
            SELECT
                *,
                CASE
                    WHEN wedding_date <= current_date THEN 101
                    WHEN wedding_date < current_date + 45 THEN 93
                    WHEN wedding_date < current_date + 120 THEN 70
                    WHEN wedding_date < current_date + 240 THEN 40
                    ELSE 10
                END AS answered_percent
            FROM demo_couple
            ORDER BY id
        ) AS couple
        CROSS JOIN LATERAL generate_series(1, couple.guest_count) AS place
        OFFSET 0
    ) AS hashed
    OFFSET 0
) AS guest
CROSS JOIN demo_name;

-- Core fields ---------------------------------------------------------------------------------------------------------

INSERT INTO wedding.core_field_value (couple_id, key, value, updated_by, created_at, updated_at)
SELECT couple.id, field.key, field.value, pg_temp.user_id(8002, 2 * couple.number - field.place % 2), couple.signed_up_at, couple.signed_up_at + field.place * interval '2 hours'
FROM demo_couple AS couple
LEFT JOIN (
    SELECT
        couple_id,
        count(*) FILTER (WHERE is_child) AS children,
        (SELECT coalesce(jsonb_agg(DISTINCT diet ORDER BY diet), '[]') FROM unnest(string_to_array(string_agg(array_to_string(dietary_requirements, ','), ',') FILTER (WHERE cardinality(dietary_requirements) > 0), ',')) AS diet) AS diets
    FROM wedding.guest
    GROUP BY couple_id
) AS counted ON counted.couple_id = couple.id
CROSS JOIN LATERAL (VALUES
    (1, 'partner_one_name', to_jsonb(one_given || ' ' || one_family)),
    (2, 'partner_two_name', to_jsonb(two_given || ' ' || two_family)),
    (3, 'wedding_date', to_jsonb(wedding_date)),
    (4, 'ceremony_time', to_jsonb(to_char(ceremony_at, 'HH24:MI'))),
    (5, 'venue', to_jsonb(venue)),
    (6, 'venue_address', to_jsonb(venue || ', ' || city)),
    (7, 'guest_count', to_jsonb(guest_count)),
    (8, 'children_count', to_jsonb(counted.children)),
    (9, 'dietary_requirements', counted.diets),
    (10, 'contact_email', to_jsonb('couple-' || number || '@mail.example')),
    (11, 'style', to_jsonb(pg_temp.pick(ARRAY['rustic', 'classic', 'garden party', 'festival', 'modern', 'black tie'], number))),
    (12, 'colour_palette', to_jsonb(ARRAY[
        pg_temp.pick(ARRAY['sage', 'navy', 'blush', 'burgundy', 'ivory'], number),
        pg_temp.pick(ARRAY['gold', 'cream', 'silver', 'copper'], number)])),
    (13, 'budget', to_jsonb(8000 + 120 * guest_count)),
    (14, 'currency', to_jsonb('GBP'::text))
) AS field (place, key, value);

-- Forms that were filled in -------------------------------------------------------------------------------------------

INSERT INTO wedding.form_submission (
    couple_id, id, supplier_id, form_id, form_version, status, answers, submitted_by, submitted_at, created_at, updated_at)
SELECT
    couple.id,
    pg_temp.id(answer.hash, answer.answered_at),
    connection.supplier_id,
    form.id,
    form.version,
    answer.status,
    CASE form.title
        WHEN 'Final details' THEN jsonb_build_object('guests', couple.guest_count, 'ceremony', to_char(couple.ceremony_at, 'HH24:MI'))
        ELSE jsonb_build_object('date', couple.wedding_date, 'venue', couple.venue, 'guests', couple.guest_count)
    END || jsonb_build_object('wishes', pg_temp.pick(ARRAY['Please keep it relaxed.', 'Nothing special.', 'We will call you about it.', 'Surprise us!'], pg_temp.slot(answer.hash, 3))),
    CASE WHEN answer.status <> 'draft' THEN pg_temp.user_id(8002, 2 * couple.number - pg_temp.slot(answer.hash, 4) % 2) END,
    CASE WHEN answer.status <> 'draft' THEN answer.answered_at END,
    answer.answered_at,
    answer.answered_at
FROM demo_connection AS connection
JOIN demo_couple AS couple ON couple.id = connection.couple_id
JOIN wedding.form AS form ON form.supplier_id = connection.supplier_id
CROSS JOIN LATERAL (SELECT md5('submission ' || couple.number || ' ' || connection.supplier_number || form.title)) AS hashed (hash)
CROSS JOIN LATERAL (
    SELECT
        hashed.hash,
        pg_temp.pick(ARRAY['draft', 'submitted', 'submitted', 'reviewed', 'reviewed', 'reviewed'], pg_temp.slot(hashed.hash, 1)) AS status,
        connection.invited_at + interval '6 hours' + (now() - interval '6 hours' - connection.invited_at) * (pg_temp.slot(hashed.hash, 2) / 65536.0) AS answered_at
) AS answer
WHERE connection.status IN ('active', 'ended')
  AND pg_temp.slot(answer.hash, 0) % 10 < 7
  AND (form.title <> 'Final details' OR couple.wedding_date < current_date + 150);

-- The day -------------------------------------------------------------------------------------------------------------

INSERT INTO wedding.timeline_event (couple_id, id, title, location, starts_at, ends_at, supplier_id, created_at, updated_at)
SELECT
    couple.id,
    pg_temp.id(md5('event ' || couple.number || event.title), couple.signed_up_at),
    event.title,
    couple.venue,
    (couple.ceremony_at + event.begins) AT TIME ZONE 'Europe/London',
    -- Added to the moment and not to the local time, which may jump in the night.
    (couple.ceremony_at + event.begins) AT TIME ZONE 'Europe/London' + event.lasts,
    connection.supplier_id,
    couple.signed_up_at,
    couple.signed_up_at
FROM demo_couple AS couple
CROSS JOIN (VALUES
    ('Hair and make-up',         interval '-5 hours',            interval '3 hours',    'stylist'),
    ('Flowers are delivered',    interval '-4 hours',            interval '1 hour',     'florist'),
    ('Cake is delivered',        interval '-3 hours',            interval '30 minutes', 'baker'),
    ('Car to the ceremony',      interval '-1 hour',             interval '30 minutes', 'transport'),
    ('Guests arrive',            interval '-30 minutes',         interval '30 minutes', 'planner'),
    ('Ceremony',                 interval '0',                   interval '45 minutes', 'venue'),
    ('Group photographs',        interval '45 minutes',          interval '45 minutes', 'photographer'),
    ('Drinks reception',         interval '45 minutes',          interval '90 minutes', 'caterer'),
    ('Wedding breakfast',        interval '2 hours 30 minutes',  interval '2 hours',    'caterer'),
    ('Speeches',                 interval '4 hours 30 minutes',  interval '45 minutes', 'videographer'),
    ('Cutting of the cake',      interval '5 hours 30 minutes',  interval '15 minutes', 'baker'),
    ('First dance',              interval '6 hours',             interval '10 minutes', 'musician'),
    ('Evening party',            interval '6 hours 10 minutes',  interval '4 hours',    'musician'),
    ('Carriages',                interval '10 hours 30 minutes', interval '30 minutes', 'transport')
) AS event (title, begins, lasts, trade)
LEFT JOIN LATERAL (
    SELECT candidate.supplier_id
    FROM demo_connection AS candidate
    WHERE candidate.couple_id = couple.id
      AND candidate.category = event.trade
      AND candidate.status = 'active'
    ORDER BY candidate.supplier_number
    LIMIT 1
) AS connection ON true;

-- Revisions -----------------------------------------------------------------------------------------------------------

INSERT INTO wedding.tenant (id, kind)
SELECT id, 'couple' FROM wedding.couple
UNION ALL
SELECT id, 'supplier' FROM wedding.supplier
-- the canaries have theirs
ON CONFLICT DO NOTHING;

DROP TABLE demo_connection, demo_couple, demo_supplier, demo_name;
DROP FUNCTION pg_temp.user_id(integer, bigint);
DROP FUNCTION pg_temp.id(text, timestamptz);
DROP FUNCTION pg_temp.pick(text[], integer);
DROP FUNCTION pg_temp.slot(text, integer);

RESET session_replication_role;
RESET jit;

ANALYZE wedding.tenant, wedding.supplier, wedding.supplier_member, wedding.couple, wedding.couple_member, wedding.connection, wedding.form,
    wedding.form_submission, wedding.core_field, wedding.core_field_value, wedding.guest, wedding.timeline_event;
