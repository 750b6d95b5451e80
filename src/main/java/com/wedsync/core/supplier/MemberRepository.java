package com.wedsync.core.supplier;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Forbidden;
import com.wedsync.core.error.NotFound;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Cursor;
import com.wedsync.core.http.Page;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/** All SQL about the members of suppliers. */
@ApplicationScoped
class MemberRepository {

    private static final String COLUMNS = "user_id, role, version, created_at, updated_at";

    private final Tenancy tenancy;

    MemberRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = "SELECT revision, " + COLUMNS
            + " FROM wedding.read_supplier_members($1, $2, $3, $4, $5)";

    Uni<Members> list(Caller caller, UUID supplier, @Nullable Long knownRevision, Cursor after, int size) {
        return tenancy.read(caller, LIST, supplier, knownRevision, after.id(), size + 1).map(rows -> members(rows, size));
    }

    private static final String INSERT = """
            INSERT INTO wedding.supplier_member (supplier_id, user_id, role)
            VALUES ($1, $2, $3)
            RETURNING\s""" + COLUMNS;

    Uni<SupplierMember> insert(Session session, UUID supplier, NewSupplierMember member) {
        return session.query(INSERT, supplier, member.userId(), member.role())
                .map(rows -> SupplierMember.from(rows.iterator().next()));
    }

    private static final String UPDATE = """
            UPDATE wedding.supplier_member
            SET role = $3
            WHERE supplier_id = $1 AND user_id = $2
            RETURNING\s""" + COLUMNS;

    Uni<SupplierMember> update(Session session, UUID supplier, UUID user, String role) {
        return session.query(UPDATE, supplier, user, role).map(rows -> {
            if (rows.size() == 0) {
                throw new Forbidden(ProblemType.NOT_ALLOWED, "Only owners and admins may change members.");
            }
            return SupplierMember.from(rows.iterator().next());
        });
    }

    private static final String FIND = "SELECT " + COLUMNS
            + " FROM wedding.supplier_member WHERE supplier_id = $1 AND user_id = $2";

    Uni<SupplierMember> find(Session session, UUID supplier, UUID user) {
        return session.query(FIND, supplier, user).map(rows -> {
            if (rows.size() == 0) {
                throw new NotFound(ProblemType.NOT_FOUND, "There is no such member.");
            }
            return SupplierMember.from(rows.iterator().next());
        });
    }

    private static final String DELETE = "DELETE FROM wedding.supplier_member WHERE supplier_id = $1 AND user_id = $2 RETURNING user_id";

    Uni<Void> delete(Session session, UUID supplier, UUID user) {
        return session.query(DELETE, supplier, user).invoke(rows -> {
            if (rows.size() == 0) {
                throw new Forbidden(ProblemType.NOT_ALLOWED, "Only owners and admins may remove members.");
            }
        }).replaceWithVoid();
    }

    private static Members members(RowSet<Row> rows, int size) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such supplier.");
        }
        List<SupplierMember> members = new ArrayList<>(rows.size());
        long revision = 0;
        for (Row row : rows) {
            revision = row.getLong("revision");
            if (row.getUUID("user_id") != null) {
                members.add(SupplierMember.from(row));
            }
        }
        return new Members(revision, Page.of(members, size, last -> new Cursor("", last.userId())));
    }

    /** A page, and the supplier's revision that it is of. */
    record Members(long revision, Page<SupplierMember> page) {
    }
}
