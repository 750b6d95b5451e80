package com.wedsync.core.http;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.BadRequest;
import com.wedsync.core.error.PreconditionFailed;
import com.wedsync.core.error.ProblemType;

/** Conditional changes of rows: nobody overwrites what they have not seen. */
public final class Preconditions {

    private Preconditions() {
    }

    /**
     * The version that the client has seen, from {@code If-Match}.
     *
     * @throws PreconditionFailed (428) without the header
     */
    public static long version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new PreconditionFailed(ProblemType.PRECONDITION_REQUIRED,
                    "Send the version that you have seen: If-Match: \"<version>\".", Map.of());
        }
        Long version = EntityTags.revision(ifMatch);
        if (version == null) {
            throw new BadRequest(ProblemType.INVALID_REQUEST, "If-Match must be one entity tag: If-Match: \"<version>\".");
        }
        return version;
    }

    /** What to throw if {@code current} is not the version that was seen. */
    public static PreconditionFailed changedMeanwhile(Object current) {
        return new PreconditionFailed(ProblemType.PRECONDITION_FAILED,
                "It was changed since you have read it; 'current' is how it is now.", Map.of("current", current));
    }
}
