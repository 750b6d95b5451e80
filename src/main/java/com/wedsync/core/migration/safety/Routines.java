package com.wedsync.core.migration.safety;

import java.util.ArrayList;
import java.util.List;

import com.wedsync.core.migration.safety.Catalogue.Routine;

/** Functions and procedures as the running version calls them. */
final class Routines {

    private Routines() {
    }

    static List<Suspicion> of(Step step) {
        List<Suspicion> found = new ArrayList<>();
        for (String signature : step.base().routines().keySet()) {
            Routine was = step.was().routines().get(signature);
            Routine is = step.is().routines().get(signature);
            if (was != null && is == null) {
                found.add(Suspicion.of(ScriptRule.DROP_FUNCTION, signature,
                        signature + " is gone, renamed or takes other arguments: calls of the running version fail", null));
            } else if (was != null && is != null) {
                compare(found, signature, was, is);
            }
        }
        return found;
    }

    private static void compare(List<Suspicion> found, String signature, Routine was, Routine is) {
        if (!was.result().equals(is.result())) {
            found.add(Suspicion.of(ScriptRule.CHANGE_FUNCTION_RESULT, signature, signature + " returned " + was.result()
                    + " and returns " + is.result() + ": the running version reads it as before", null));
        }
        if (!was.arguments().equals(is.arguments())) {
            found.add(Suspicion.of(ScriptRule.CHANGE_FUNCTION_ARGUMENTS, signature, signature + " took (" + was.arguments()
                    + ") and takes (" + is.arguments() + "): calls of the running version that name them fail", null));
        } else if (was.required() < is.required()) {
            found.add(Suspicion.of(ScriptRule.CHANGE_FUNCTION_ARGUMENTS, signature, signature
                    + " has fewer defaults: calls of the running version that rely on them fail", null));
        }
    }
}
