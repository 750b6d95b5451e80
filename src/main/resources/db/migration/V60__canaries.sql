-- Two couples that are nobody's: the running service reads the guests of each as the other and must find nothing
-- (package canary, docs/operations.md). Their ids are known to the service.

-- Row level security binds the owner, who writes guests here and nowhere else.
CREATE POLICY owner_insert ON wedding.guest FOR INSERT TO wedsync_owner WITH CHECK (true);

INSERT INTO wedding.couple (id, name) VALUES
    ('00000000-0000-4000-8000-0ca0a0000001', 'Canary 1'),
    ('00000000-0000-4000-8000-0ca0a0000002', 'Canary 2');
INSERT INTO wedding.couple_member (couple_id, user_id, role) VALUES
    ('00000000-0000-4000-8000-0ca0a0000001', '00000000-0000-4000-8000-0ca0a0000011', 'partner'),
    ('00000000-0000-4000-8000-0ca0a0000002', '00000000-0000-4000-8000-0ca0a0000012', 'partner');
INSERT INTO wedding.guest (couple_id, id, name) VALUES
    ('00000000-0000-4000-8000-0ca0a0000001', '00000000-0000-4000-8000-0ca0a0000021', 'Guest of canary 1'),
    ('00000000-0000-4000-8000-0ca0a0000002', '00000000-0000-4000-8000-0ca0a0000022', 'Guest of canary 2');

DROP POLICY owner_insert ON wedding.guest;

-- Suppliers know couples by their connections: so canaries are in no list, search or statistic of anybody's.
ALTER TABLE wedding.connection ADD CONSTRAINT connection_canary_check CHECK (
    couple_id NOT IN ('00000000-0000-4000-8000-0ca0a0000001', '00000000-0000-4000-8000-0ca0a0000002'));
COMMENT ON CONSTRAINT connection_canary_check ON wedding.connection IS 'Nobody is ever connected to a canary.';
