package com.wedsync.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class OwnerDatabaseTest {

    @Test
    void sessions_for_scripts_verify_the_server_as_the_url_says_also_in_a_throw_away_database() {
        PGSimpleDataSource pool = new PGSimpleDataSource();
        OwnerDatabase owner = new OwnerDatabase(pool,
                "jdbc:postgresql://db.example.com:6432/wedsync?sslmode=verify-full&sslrootcert=/ca.pem", "wedsync_owner",
                "secret");

        PGSimpleDataSource elsewhere = owner.scriptsIn("wedsync_dry_run_1", Duration.ofSeconds(5));

        assertThat(elsewhere.getDatabaseName()).isEqualTo("wedsync_dry_run_1");
        assertThat(elsewhere.getServerNames()).containsExactly("db.example.com");
        assertThat(elsewhere.getPortNumbers()).containsExactly(6432);
        assertThat(elsewhere.getSslMode()).isEqualTo("verify-full");
        assertThat(elsewhere.getSslRootCert()).isEqualTo("/ca.pem");
        assertThat(owner.scripts(Duration.ofSeconds(5)).getDatabaseName()).isEqualTo("wedsync");
    }
}
