-- guest_by_name_idx has taken its place (V97).
DROP INDEX CONCURRENTLY IF EXISTS wedding.guest_name_idx;
