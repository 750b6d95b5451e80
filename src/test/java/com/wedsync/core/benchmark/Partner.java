package com.wedsync.core.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.wedsync.core.testing.Tokens;

/** Somebody of the demo season, with a guest and a supplier to ask for. */
record Partner(UUID couple, UUID user, UUID guest, UUID supplier, UUID owner, String token, String ownersToken) {

    private static final String SOME = """
            SELECT member.couple_id, member.user_id, guest.id AS guest, supplier.supplier_id, supplier.user_id AS owner
            FROM wedding.couple_member AS member
            CROSS JOIN LATERAL (SELECT id FROM wedding.guest WHERE couple_id = member.couple_id ORDER BY id LIMIT 1) AS guest
            CROSS JOIN LATERAL (
                SELECT connection.supplier_id FROM wedding.connection
                WHERE connection.couple_id = member.couple_id AND connection.status = 'active' LIMIT 1) AS connected
            JOIN wedding.supplier_member AS supplier ON supplier.supplier_id = connected.supplier_id AND supplier.role = 'owner'
            WHERE member.role = 'partner'
            ORDER BY md5(member.user_id::text)
            LIMIT 1000""";

    /** Of the database, after {@link #keep}: n from 1, couple_id, guest. */
    static final String TABLE = "public.benchmark_partner";

    /** Writes {@link #some} down where pgbench finds them. */
    static void keep(PasswordServer server) throws SQLException {
        server.execute("CREATE TABLE " + TABLE + " AS SELECT row_number() OVER () AS n, couple_id, guest FROM (" + SOME
                + ") AS partner");
        server.execute("ALTER TABLE " + TABLE + " ADD PRIMARY KEY (n)");
        server.execute("ANALYZE " + TABLE);
    }

    /** A thousand people from all over the table, seldom next to their partner, for whom they would have to wait. */
    static List<Partner> some(Connection administrator) throws SQLException {
        List<Partner> partners = new ArrayList<>();
        try (Statement statement = administrator.createStatement(); ResultSet row = statement.executeQuery(SOME)) {
            while (row.next()) {
                UUID user = row.getObject("user_id", UUID.class);
                UUID owner = row.getObject("owner", UUID.class);
                partners.add(new Partner(row.getObject("couple_id", UUID.class), user, row.getObject("guest", UUID.class),
                        row.getObject("supplier_id", UUID.class), owner, Tokens.user(user), Tokens.user(owner)));
            }
        }
        return partners;
    }
}
