package com.wedsync.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

import com.wedsync.core.dev.Bootstrap;
import com.wedsync.core.testing.Service;
import com.wedsync.core.testing.TestDatabase;
import com.wedsync.core.testing.TestServer;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Who may do what, asked of the catalogues: a table or function that comes later is looked at as well. */
@QuarkusTest
@WithTestResource(TestDatabase.class)
@Tag("database")
class PrivilegesTest {

    private static final String TABLES = """
            FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind IN ('r', 'p') AND nspname IN (%s)
            """;
    private static final String TENANTS_TABLES = TABLES.formatted("'wedding', 'sync', 'access'");
    private static final String ALL_TABLES = TABLES.formatted("'wedding', 'sync', 'access', 'ops'");
    private static final String READ_OR_WRITE = "'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'";

    @BeforeEach
    void the_schema_is_there() throws Exception {
        Service.awaitSchema();
    }

    @Test
    void row_level_security_is_enabled_and_forced_on_every_table_of_tenants() throws SQLException {
        assertThat(ask("SELECT relname " + TENANTS_TABLES)).contains("couple", "guest", "core_field_value", "supplier");
        assertThat(ask("SELECT relname " + TENANTS_TABLES + " AND NOT (relrowsecurity AND relforcerowsecurity)")).isEmpty();
    }

    @Test
    void no_role_of_the_service_can_bypass_it_or_make_roles() throws SQLException {
        assertThat(ask("SELECT rolname FROM pg_roles WHERE rolname LIKE 'wedsync\\_%' "
                + "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)")).isEmpty();
        assertThat(ask("SELECT rolname FROM pg_roles WHERE rolname LIKE 'wedsync\\_%' AND rolcanlogin"))
                .containsExactlyInAnyOrder("wedsync_owner", "wedsync_app", "wedsync_ops");
        assertThat(ask("SELECT rolname FROM pg_roles WHERE rolname LIKE 'wedsync\\_%' AND rolcreatedb"))
                .as("for the throw-away databases of dry runs").containsExactly("wedsync_owner");
    }

    @Test
    void everything_belongs_to_the_owner() throws SQLException {
        assertThat(ask("SELECT DISTINCT pg_get_userbyid(relowner) " + ALL_TABLES)).containsExactly("wedsync_owner");
    }

    @Test
    void the_data_planes_log_in_may_do_nothing_until_it_takes_a_role() throws SQLException {
        assertThat(granted("wedsync_app", ALL_TABLES)).isEmpty();
        assertThat(ask("SELECT roleid::regrole FROM pg_auth_members WHERE member = 'wedsync_app'::regrole"))
                .containsExactlyInAnyOrder("wedsync_anon", "wedsync_authenticated", "wedsync_service");
        assertRefused("app", "SELECT FROM wedding.couple");
        assertRefused("app", "SELECT FROM ops.audit_entry");
        assertRefused("app", "SET ROLE wedsync_owner");
        assertRefused("app", "SET ROLE wedsync_ops");
        assertRefused("app", "CREATE TABLE public.mine (id int)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "wedsync_anon", "wedsync_authenticated", "wedsync_service" })
    void no_tenant_has_access_to_the_tables_of_the_operations_plane(String role) throws SQLException {
        assertThat(granted(role, TABLES.formatted("'ops'"))).isEmpty();
    }

    @Test
    void a_caller_without_a_token_has_access_to_the_catalogue_of_fields_only() throws SQLException {
        assertThat(granted("wedsync_anon", ALL_TABLES)).containsExactly("core_field");
    }

    @Test
    void the_operations_planes_log_in_sees_no_row_of_a_tenant() throws SQLException {
        assertThat(ask("SELECT has_table_privilege('wedsync_ops', 'ops.sample', 'SELECT, INSERT')")).containsExactly("t");
        if (versionBefore17()) {
            // there it is a member of the owner, whom forced row level security binds as well
            assertThat(ask("SELECT rolname FROM pg_roles WHERE rolname = 'wedsync_owner' AND NOT rolbypassrls")).hasSize(1);
        } else {
            assertThat(granted("wedsync_ops", TENANTS_TABLES)).isEmpty();
            assertRefused("ops", "SELECT FROM wedding.couple");
            assertRefused("ops", "INSERT INTO ops.backup (tool, label, kind, finished_at) VALUES ('t', 'l', 'full', now())");
            assertRefused("ops", "SET ROLE wedsync_owner");
        }
    }

    @Test
    void the_owner_is_bound_by_row_level_security() throws SQLException {
        try (Connection administrator = administrator(); Statement statement = administrator.createStatement()) {
            administrator.setAutoCommit(false);
            assertThat(read(statement, "SELECT key FROM wedding.core_field")).isNotEmpty();

            statement.execute("SET LOCAL ROLE wedsync_owner");

            assertThat(read(statement, "SELECT key FROM wedding.core_field")).isEmpty();
            administrator.rollback();
        }
    }

    @Test
    void where_a_policy_lets_rows_be_anything_after_an_update_nobody_may_update_what_it_looks_at_before() throws SQLException {
        String unchecked = """
                FROM pg_policies AS policy
                JOIN pg_attribute AS attribute ON attribute.attrelid = format('%I.%I', policy.schemaname, policy.tablename)::regclass
                    AND policy.qual ~ ('\\m' || attribute.attname || '\\M')
                CROSS JOIN unnest(policy.roles) AS grantee
                WHERE policy.cmd IN ('UPDATE', 'ALL') AND policy.with_check = 'true' AND policy.qual <> 'true'
                """;
        assertThat(ask("SELECT policy.tablename " + unchecked)).contains("guest", "core_field_value");
        assertThat(ask("SELECT attribute.attname " + unchecked
                + " AND has_column_privilege(grantee, attribute.attrelid, attribute.attnum, 'UPDATE')")).isEmpty();
    }

    @Test
    @DisplayName("fault 6: functions with the owner's rights have a fixed search_path and are executable by name only")
    void functions_with_the_owners_rights_are_closed() throws SQLException {
        String ours = """
                FROM pg_proc WHERE proowner = 'wedsync_owner'::regrole
                AND pronamespace IN ('public'::regnamespace, 'wedding'::regnamespace, 'sync'::regnamespace,
                'access'::regnamespace, 'ops'::regnamespace)
                """;
        assertThat(ask("SELECT proname " + ours + " AND prosecdef")).contains("append_audit", "record_backup",
                "get_table_sizes");
        assertThat(ask("SELECT proname " + ours
                + " AND prosecdef AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=%', false)")).isEmpty();
        assertThat(ask("SELECT proname " + ours + " AND has_function_privilege('public', oid, 'EXECUTE')")).isEmpty();
    }

    private static List<String> granted(String role, String tables) throws SQLException {
        return ask("SELECT relname " + tables + " AND (has_table_privilege('" + role + "', pg_class.oid, " + READ_OR_WRITE
                + ") OR has_any_column_privilege('" + role + "', pg_class.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))");
    }

    private static void assertRefused(String login, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connect(login); Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOfSatisfying(PSQLException.class,
                    refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
        }
    }

    private static boolean versionBefore17() throws SQLException {
        return Integer.parseInt(ask("SHOW server_version_num").getFirst()) < 170_000;
    }

    private static List<String> ask(String query) throws SQLException {
        try (Connection administrator = administrator(); Statement statement = administrator.createStatement()) {
            return read(statement, query);
        }
    }

    private static Connection administrator() throws SQLException {
        return TestServer.get().connect(Bootstrap.DATABASE, "postgres");
    }

    private static List<String> read(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
