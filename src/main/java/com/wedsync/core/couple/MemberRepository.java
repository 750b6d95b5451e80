package com.wedsync.core.couple;

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

/** All SQL about the members of couples. */
@ApplicationScoped
class MemberRepository {

    private static final String COLUMNS = "user_id, role, display_name, version, created_at, updated_at";

    private final Tenancy tenancy;

    MemberRepository(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private static final String LIST = "SELECT revision, " + COLUMNS + " FROM wedding.read_couple_members($1, $2, $3, $4, $5)";

    Uni<Members> list(Caller caller, UUID couple, @Nullable Long knownRevision, Cursor after, int size) {
        return tenancy.read(caller, LIST, couple, knownRevision, after.id(), size + 1).map(rows -> members(rows, size));
    }

    private static final String INSERT = """
            INSERT INTO wedding.couple_member (couple_id, user_id, role, display_name)
            VALUES ($1, $2, $3, $4)
            RETURNING\s""" + COLUMNS;

    Uni<CoupleMember> insert(Session session, UUID couple, NewCoupleMember member) {
        return session.query(INSERT, couple, member.userId(), member.role(), member.displayName())
                .map(rows -> CoupleMember.from(rows.iterator().next()));
    }

    private static final String FIND = "SELECT " + COLUMNS
            + " FROM wedding.couple_member WHERE couple_id = $1 AND user_id = $2";

    Uni<CoupleMember> find(Session session, UUID couple, UUID user) {
        return session.query(FIND, couple, user).map(rows -> {
            if (rows.size() == 0) {
                throw new NotFound(ProblemType.NOT_FOUND, "There is no such member.");
            }
            return CoupleMember.from(rows.iterator().next());
        });
    }

    private static final String DELETE = "DELETE FROM wedding.couple_member WHERE couple_id = $1 AND user_id = $2 RETURNING user_id";

    Uni<Void> delete(Session session, UUID couple, UUID user) {
        return session.query(DELETE, couple, user).invoke(rows -> {
            if (rows.size() == 0) {
                throw new Forbidden(ProblemType.NOT_ALLOWED, "Only partners may remove members.");
            }
        }).replaceWithVoid();
    }

    private static Members members(RowSet<Row> rows, int size) {
        if (rows.size() == 0) {
            throw new NotFound(ProblemType.NOT_FOUND, "There is no such couple.");
        }
        List<CoupleMember> members = new ArrayList<>(rows.size());
        long revision = 0;
        for (Row row : rows) {
            revision = row.getLong("revision");
            if (row.getUUID("user_id") != null) {
                members.add(CoupleMember.from(row));
            }
        }
        return new Members(revision, Page.of(members, size, last -> new Cursor("", last.userId())));
    }

    /** A page, and the couple's revision that it is of. */
    record Members(long revision, Page<CoupleMember> page) {
    }
}
