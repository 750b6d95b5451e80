# Sourced: a PostgreSQL that was not made by this project, Debian's, prepared with the administrator's script, its owner no
# superuser. It lives in a temporary folder, listens on loopback only and ends with the script that sources this.
#
#   start_postgresql    sets port, admin_password and the variables WEDSYNC_TEST_*_PASSWORD

start_postgresql() {
    ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || .ci/install-packages postgresql
    binaries=$(dirname "$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | head -n 1)")
    directory=$(mktemp -d)
    data=$directory/data
    trap 'stop_postgresql' EXIT
    trap 'exit 1' HUP INT TERM

    admin_password=$(password)
    make_server
    start_server
    prepare_database
}

stop_postgresql() {
    stop_server
    rm -rf "$directory"
}

password() {
    od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

# PostgreSQL refuses to run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$directory" "$@"
    else
        "$@"
    fi
}

make_server() {
    (umask 077 && echo "$admin_password" > "$directory/password")
    [ "$(id -u)" != 0 ] || chown -R postgres: "$directory"
    as_server "$binaries/initdb" --pgdata="$data" --username=postgres --pwfile="$directory/password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync
    cat >> "$data/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_preload_libraries = 'pg_stat_statements'
fsync = off
END
}

# The port is free when the server has it: another one is tried if it has not.
start_server() {
    local attempt
    for attempt in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 10000))
        echo "== starting $("$binaries/postgres" --version) on port $port (attempt $attempt)"
        as_server "$binaries/pg_ctl" start --wait --silent --pgdata="$data" --log="$directory/log" --options="-p $port" && return
    done
    cat "$directory/log"
    return 1
}

stop_server() {
    local pid
    pid=$(head -n 1 "$data/postmaster.pid" 2> /dev/null) || return 0
    kill -INT "$pid"
    timeout 20 tail --pid="$pid" -f /dev/null || kill -QUIT "$pid"
}

prepare_database() {
    WEDSYNC_TEST_OWNER_PASSWORD=$(password)
    WEDSYNC_TEST_APP_PASSWORD=$(password)
    WEDSYNC_TEST_OPS_PASSWORD=$(password)
    export WEDSYNC_TEST_OWNER_PASSWORD WEDSYNC_TEST_APP_PASSWORD WEDSYNC_TEST_OPS_PASSWORD

    PGHOST=127.0.0.1 PGPORT=$port PGUSER=postgres PGPASSWORD=$admin_password \
        WEDSYNC_DATABASE_OWNER_PASSWORD=$WEDSYNC_TEST_OWNER_PASSWORD \
        WEDSYNC_DATABASE_APP_PASSWORD=$WEDSYNC_TEST_APP_PASSWORD \
        WEDSYNC_DATABASE_OPS_PASSWORD=$WEDSYNC_TEST_OPS_PASSWORD \
        bash src/main/resources/bootstrap/bootstrap.sh
}
