package com.wedsync.core.connection;

import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import com.wedsync.core.access.Callers;
import com.wedsync.core.database.Session;
import com.wedsync.core.error.Conflict;
import com.wedsync.core.error.ProblemType;
import com.wedsync.core.http.Commits;
import com.wedsync.core.http.Outcome;
import com.wedsync.core.http.Writes;

import io.smallrye.mutiny.Uni;

/** Invites, accepts, declines and ends, for either side. */
@ApplicationScoped
class Connecting {

    private final Callers callers;
    private final ConnectionRepository connections;
    private final Writes writes;
    private final Commits commits;

    Connecting(Callers callers, ConnectionRepository connections, Writes writes, Commits commits) {
        this.callers = callers;
        this.connections = connections;
        this.writes = writes;
        this.commits = commits;
    }

    /** Invites the couple's supplier, again if the two were connected before. */
    Uni<Response> inviteSupplier(UUID couple, SupplierInvitation invitation) {
        return writes.run(callers.current(), couple, invitation,
                session -> invite(session, couple, invitation.supplierId(), Side.COUPLE))
                .invoke(() -> commits.of(invitation.supplierId()));
    }

    /** A supplier has nothing to do with the couple yet and cannot hold it; the trigger that records the invitation does. */
    Uni<Response> inviteCouple(UUID supplier, CoupleInvitation invitation) {
        return writes.run(callers.current(), invitation, session -> connections.mustActFor(session, supplier)
                .chain(() -> invite(session, invitation.coupleId(), supplier, Side.SUPPLIER)))
                .invoke(() -> commits.of(invitation.coupleId(), supplier));
    }

    /** Says nothing new of a connection that is like that already: the second try of a lost answer. */
    Uni<Response> become(Status status, UUID couple, UUID supplier) {
        return writes.run(callers.current(), null, session -> connections.holdIfConnected(session, couple)
                .chain(() -> connections.find(session, couple, supplier))
                .chain(current -> current.status().equals(status.value()) ? Uni.createFrom().item(current)
                        : connections.update(session, couple, supplier, status))
                .map(now -> Outcome.changed(now, now.version())))
                .invoke(() -> commits.of(couple, supplier));
    }

    private Uni<Outcome> invite(Session session, UUID couple, UUID supplier, Side side) {
        return connections.invite(session, couple, supplier, side)
                .chain(invited -> connections.find(session, couple, supplier).map(connection -> {
                    if (!invited) {
                        throw new Conflict(ProblemType.CONFLICT, "The two are connected, or one has invited the other.",
                                Map.of("current", connection));
                    }
                    return Outcome.created(connection, connection.version(), side.address(couple, supplier));
                }));
    }
}
