-- Which labels do enumerations have? PostgreSQL 15 or newer.
SELECT pg_catalog.format('%I.%I.%s', namespace.nspname, type.typname, label.enumlabel)
FROM pg_catalog.pg_enum AS label
JOIN pg_catalog.pg_type AS type ON type.oid = label.enumtypid
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = type.typnamespace
WHERE namespace.nspname !~ '^pg_'
ORDER BY 1
