package com.wedsync.core.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What the operations plane's log-in may do; before PostgreSQL 17 it needs the owner's rights for maintenance. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@ExtendWith(Tended.class)
@Tag("database")
class OwnerRightsTest {

    private static final String OPERATIONS = "wedsync_ops";

    @ParameterizedTest
    @ValueSource(strings = {
            "ALTER TABLE wedding.guest NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE wedding.guest DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE ops.audit_entry DISABLE TRIGGER audit_entry_append_only",
            "UPDATE ops.audit_head SET sequence = 0",
            "SELECT count(*) FROM wedding.guest" })
    void an_ordinary_statement_has_no_rights_of_the_owner(String statement) {
        assertThatThrownBy(() -> Tended.execute(OPERATIONS, "BEGIN", statement, "ROLLBACK"))
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void statistics_are_read_all_the_same() throws Exception {
        assertThat(Tended.read("SELECT pg_has_role('wedsync_ops', 'pg_read_all_stats', 'USAGE') "
                + "AND pg_has_role('wedsync_ops', 'pg_read_all_settings', 'USAGE')")).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "vacuum_analyze", "analyze_table", "reindex_table" })
    void tables_of_the_owner_are_maintained(String action) {
        Optimize.post(action, "tended.thing").statusCode(200).body("success", equalTo(true));
    }

    @Test
    void the_bootstrap_script_takes_back_what_an_earlier_one_granted() throws Exception {
        Tended.execute(Tended.ADMINISTRATOR, "GRANT wedsync_owner TO wedsync_ops");

        Bootstrap.run(TestServer.get());

        assertThat(Tended.read("SELECT pg_has_role('wedsync_ops', 'wedsync_owner', 'USAGE')")).isEqualTo("f");
        assertThat(Tended.read("SELECT count(*) FROM pg_auth_members "
                + "WHERE roleid = 'wedsync_owner'::regrole AND member = 'wedsync_ops'::regrole")).isEqualTo("0");
    }
}
