package com.wedsync.core.lock;

import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A session and those that wait for it, directly or behind others. */
@RegisterForReflection
@Schema(description = "A session and those that wait for it. What it runs is not told: statements carry people's data.")
public record LockNode(
        @Schema(description = "backend; null for a prepared transaction", examples = "4711") @Nullable Integer pid,
        @Schema(examples = "wedsync_app") @Nullable String user,
        @Schema(examples = "wedsync-app") @Nullable String applicationName,
        @Schema(examples = "idle in transaction") @Nullable String state,
        @Schema(description = "its statement, to be found under /queries; as text, since it exceeds what JavaScript counts exactly", examples = "-4401318402937416823") @Nullable String queryId,
        @Schema(examples = "2026-06-01T11:58:12Z") @Nullable Instant transactionStartedAt,
        @Schema(description = "the lock it waits for; null if it does not wait", examples = "RowExclusiveLock") @Nullable String lockMode,
        @Schema(description = "what is locked: relation, tuple, transactionid, advisory, …", examples = "relation") @Nullable String lockType,
        @Schema(description = "the table or index, where the server tells", examples = "wedding.guest") @Nullable String relation,
        @Schema(description = "all that it waits for directly; it stands below the one of them that goes last", examples = "[4711]") List<Integer> waitingFor,
        @Schema(description = "since when it waits", examples = "2026-06-01T11:59:02Z") @Nullable Instant waitingSince,
        @Schema(description = "how long it has waited", examples = "58.1") double waitedSeconds,
        @Schema(description = "sessions that would go on if it ended, counted once each", examples = "3") int blockedSessions,
        @Schema(description = "waiting time of all of them", examples = "121.5") double blockedSeconds,
        @Schema(description = "those that go after it, the longest waiting first") List<LockNode> blocked) {

    static LockNode of(LockSession session, int blockedSessions, double blockedSeconds, List<LockNode> blocked) {
        Long queryId = session.queryId();
        return new LockNode(session.pid() == 0 ? null : session.pid(), session.user(), session.applicationName(),
                session.state(), queryId == null || queryId == 0 ? null : queryId.toString(), session.transactionStartedAt(),
                session.lockMode(), session.lockType(), session.relation(), session.blockers(), session.waitingSince(),
                session.waitedSeconds(),
                blockedSessions, blockedSeconds, blocked);
    }
}
