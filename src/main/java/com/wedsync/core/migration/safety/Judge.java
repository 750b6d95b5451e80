package com.wedsync.core.migration.safety;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What was found in one script: suspicions of its steps, answered by its acknowledgements. */
final class Judge {

    private final String script;
    private final String text;
    private final List<Charge> charges = new ArrayList<>();

    /** @param text of the script, with its comments */
    Judge(String script, String text) {
        this.script = script;
        this.text = text;
    }

    /** @param mode of the lock that the script takes on the table */
    private record Charge(Suspicion suspicion, @Nullable LockMode mode, boolean concurrent) {
    }

    void add(Step step) {
        boolean concurrent = step.statements().stream()
                .anyMatch(Indexes::isConcurrent);
        suspicions(step).forEach(one -> charges.add(new Charge(one, mode(step, one, concurrent), concurrent)));
    }

    /** The whole of a script outside a transaction. */
    void addText(List<String> statements) {
        Repeats.of(statements).forEach(one -> charges.add(new Charge(one, null, true)));
        OutsideTransaction.of(statements).forEach(one -> charges.add(new Charge(one, null, false)));
    }

    static List<Suspicion> suspicions(Step step) {
        List<Suspicion> found = new ArrayList<>();
        found.addAll(Removals.of(step));
        found.addAll(Routines.of(step));
        found.addAll(Grants.of(step));
        found.addAll(Columns.of(step));
        found.addAll(Constraints.of(step));
        found.addAll(Indexes.of(step));
        found.addAll(Waits.of(step));
        found.addAll(Conventions.of(step));
        return found;
    }

    /** The findings, with what is known of their tables. */
    List<ScriptFinding> findings(Connection target) throws SQLException {
        Acknowledgements acknowledgements = Acknowledgements.in(text);
        LiveTables tables = new LiveTables(target);
        List<ScriptFinding> findings = new ArrayList<>();
        for (Charge charge : charges) {
            Suspicion suspicion = charge.suspicion();
            Optional<String> reason = acknowledgements.reason(suspicion.rule(), suspicion.object());
            LiveTable table = suspicion.table() == null ? null
                    : tables.look(suspicion.table(), charge.mode(), charge.concurrent());
            if (suspicion.rule() != ScriptRule.WAIT_FOR_TRANSACTIONS || table != null && !table.sessions().isEmpty()) {
                findings.add(finding(suspicion, reason.orElse(null), table));
            }
        }
        for (String line : acknowledgements.unused()) {
            findings.add(finding(Suspicion.of(ScriptRule.UNUSED_ACKNOWLEDGEMENT, line,
                    "The acknowledgement fits no finding of the script, or gives no reason", null), null, null));
        }
        return findings;
    }

    private ScriptFinding finding(Suspicion suspicion, @Nullable String reason, @Nullable LiveTable table) {
        ScriptRule rule = suspicion.rule();
        return new ScriptFinding(rule, reason == null ? rule.level() : FindingLevel.ACCEPTED, script, suspicion.object(),
                suspicion.message(), rule.advice(), reason, table);
    }

    private static @Nullable LockMode mode(Step step, Suspicion suspicion, boolean concurrent) {
        if (!step.transactional()) {
            return concurrent ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        }
        return step.base().relations().values().stream()
                .filter(relation -> relation.name().equals(suspicion.table()))
                .map(relation -> step.locks().get(relation.id())).findFirst().orElse(null);
    }
}
