#!/bin/sh
# Fills a database for load tests: a season of suppliers, couples, guests and all they share.
#
#   load/fill.sh [suppliers [couples [guests per couple]]]      default 1000 20000 100
#
# Run it on a migrated database without suppliers and couples. Which one, and as whom, psql takes from the environment
# (PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD); it must be a superuser, since the script leaves out triggers.
set -eu

season="$(dirname "$0")/../src/main/resources/demo/demo-data.sql"
exec psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "${PGDATABASE:?names the database to fill}" \
    --command "SET wedsync.demo_suppliers = ${1:-1000}" \
    --command "SET wedsync.demo_couples = ${2:-20000}" \
    --command "SET wedsync.demo_guests_per_couple = ${3:-100}" \
    --file "$season"
