#!/usr/bin/env bash
# Prepares a PostgreSQL server (15 or newer) for the service: database, template for dry runs, roles, extensions,
# passwords. Runs psql as an administrator; safe to run again.
set -euo pipefail

usage() {
    cat <<'USAGE'
Usage: bootstrap.sh [DATABASE]

Creates what is missing and leaves the rest as it is:
  - the database (default: wedsync), owned by wedsync_owner
  - the database wedsync_template, from which dry runs of migrations make throw-away copies
  - the roles, memberships, settings and extensions of bootstrap.sql, in both
  - passwords, for those of these variables that are set:
      WEDSYNC_DATABASE_OWNER_PASSWORD  WEDSYNC_DATABASE_APP_PASSWORD  WEDSYNC_DATABASE_OPS_PASSWORD

Environment:
  PGHOST, PGPORT, PGUSER, PGPASSWORD, PGSSLMODE, ...   how psql connects, as an administrator
  WEDSYNC_DATABASE_NAME                                the database, if not given as an argument
  WEDSYNC_MAINTENANCE_DATABASE                         where to connect first (default: postgres)
USAGE
}

case "${1:-}" in
    -h | --help) usage; exit 0 ;;
    -*) usage >&2; exit 2 ;;
esac
if [ $# -gt 1 ]; then
    usage >&2
    exit 2
fi

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
database=${1:-${WEDSYNC_DATABASE_NAME:-wedsync}}
maintenance_database=${WEDSYNC_MAINTENANCE_DATABASE:-postgres}
template=wedsync_template

if [ "$database" = "$template" ]; then
    echo "bootstrap.sh: $template is the name of the template; choose another database" >&2
    exit 2
fi
if ! command -v psql > /dev/null; then
    echo "bootstrap.sh: psql (version 14 or newer) is needed; install the PostgreSQL client" >&2
    exit 1
fi

say() { echo "bootstrap: $*"; }

# A connection string instead of a bare name keeps psql from reading a name with '=' or '://' as one.
run() {
    local name=${1//\\/\\\\}
    shift
    psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --dbname "dbname='${name//\'/\\\'}'" "$@"
}

maintenance() { run "$maintenance_database" --set database="$1" --file -; }

exists() {
    [ -n "$(maintenance "$1" <<< "SELECT 1 FROM pg_catalog.pg_database WHERE datname = :'database';")" ]
}

prepare_database() {
    local created=no
    if ! exists "$database"; then
        maintenance "$database" <<< 'CREATE DATABASE :"database";'
        created=yes
    fi
    run "$database" --single-transaction --file "$here/bootstrap.sql"
    if [ "$created" = yes ]; then
        # Only now, because bootstrap.sql has just made the role.
        maintenance "$database" <<< 'ALTER DATABASE :"database" OWNER TO wedsync_owner;' ||
            say "you may not give database $database to wedsync_owner: it stays yours, and works as well"
        say "created database $database"
    fi
    say "prepared database $database: roles, privileges, extensions"
}

prepare_template() {
    if ! exists "$template"; then
        maintenance "$template" <<< 'CREATE DATABASE :"database" IS_TEMPLATE true;'
        say "created database $template"
    fi
    maintenance "$template" <<< 'ALTER DATABASE :"database" ALLOW_CONNECTIONS true;'
    # What it has to tell was told for the other database.
    PGOPTIONS="${PGOPTIONS:-} -c client_min_messages=warning" \
        run "$template" --single-transaction --file "$here/bootstrap.sql"
    # Nobody connected means that it can be copied at any time.
    maintenance "$template" <<< 'ALTER DATABASE :"database" IS_TEMPLATE true ALLOW_CONNECTIONS false;'
    say "prepared database $template for dry runs of migrations"
}

# The password goes from the environment into psql, never into an argument that other users could list. Before it is
# sent, this session stops writing statements to the server's log and to pg_stat_statements; where the administrator
# may not do that, psql stops here and nothing was sent.
set_password() {
    local role=$1 variable=$2
    if [ -z "${!variable:-}" ]; then
        say "left the password of $role as it is ($variable is not set)"
        return
    fi
    if ! run "$maintenance_database" --set role="$role" --file - << SQL
SET log_statement = 'none';
SET log_duration = off;
SET log_min_duration_statement = -1;
SET log_min_duration_sample = -1;
SET log_transaction_sample_rate = 0;
SET log_min_error_statement = 'panic';
SET pg_stat_statements.track_utility = off;
SET pgaudit.log = 'none';
SET password_encryption = 'scram-sha-256';
\\getenv password $variable
ALTER ROLE :"role" PASSWORD :'password';
SQL
    then
        echo "bootstrap.sh: the password of $role was not set; use psql's \\password $role" >&2
        return 1
    fi
    say "set the password of $role"
}

prepare_database
prepare_template
set_password wedsync_owner WEDSYNC_DATABASE_OWNER_PASSWORD
set_password wedsync_app WEDSYNC_DATABASE_APP_PASSWORD
set_password wedsync_ops WEDSYNC_DATABASE_OPS_PASSWORD
say "done"
