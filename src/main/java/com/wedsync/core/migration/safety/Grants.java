package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.migration.safety.Catalogue.Relation;

/** Rights that the running version has and would not have any more; what is dropped and made again has none of those it had. */
final class Grants {

    private Grants() {
    }

    static List<Suspicion> of(Step step) {
        List<Suspicion> found = new ArrayList<>();
        Map<String, Set<String>> was = views(step.was());
        Map<String, Set<String>> is = views(step.is());
        views(step.base()).forEach((view, base) -> compare(found, view, null, base, was.get(view), is.get(view)));
        step.base().routines().forEach((signature, base) -> compare(found, signature, null, base.grants(),
                routine(step.was(), signature), routine(step.is(), signature)));
        for (Relation base : step.base().relations().values()) {
            if (!base.view()) {
                compare(found, base.name(), base.name(), base.grants(), table(step.was(), base.id()),
                        table(step.is(), base.id()));
            }
        }
        return found;
    }

    /** @param was null if it was dropped by an earlier step */
    private static void compare(List<Suspicion> found, String object, @Nullable String table, Set<String> base,
            @Nullable Set<String> was, @Nullable Set<String> is) {
        if (is == null) {
            return;
        }
        Set<String> lost = new TreeSet<>(base);
        if (was != null) {
            lost.retainAll(was);
        }
        lost.removeAll(is);
        if (!lost.isEmpty()) {
            found.add(Suspicion.of(ScriptRule.LOST_GRANT, object, "It is no longer so that " + String.join(", ", lost)
                    + " on " + object + ": statements of the running version that need it fail", table));
        }
    }

    private static Map<String, Set<String>> views(Catalogue catalogue) {
        return catalogue.relations().values().stream().filter(Relation::view)
                .collect(Collectors.toMap(Relation::name, Relation::grants));
    }

    private static @Nullable Set<String> table(Catalogue catalogue, long id) {
        Relation relation = catalogue.relations().get(id);
        return relation == null ? null : relation.grants();
    }

    private static @Nullable Set<String> routine(Catalogue catalogue, String signature) {
        Catalogue.Routine routine = catalogue.routines().get(signature);
        return routine == null ? null : routine.grants();
    }
}
