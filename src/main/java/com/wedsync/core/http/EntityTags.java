package com.wedsync.core.http;

import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Revisions and versions as entity tags (RFC 9110, 8.8.3). A couple's revision is the tag of every read of that couple: who has
 * it asks again with {@code If-None-Match} and gets 304 at the cost of one look-up.
 */
public final class EntityTags {

    /** Clients may keep what they read and must ask before they use it again; nobody between may keep it. */
    private static final CacheControl ASK_AGAIN = askAgain();

    private EntityTags() {
    }

    /** The revision in {@code If-None-Match}; {@code null} if it names none, or several. */
    public static @Nullable Long revision(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return null;
        }
        String tag = ifNoneMatch.strip();
        tag = tag.startsWith("W/") ? tag.substring(2) : tag; // intermediaries that compress make tags weak
        try {
            return tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"")
                    ? Long.valueOf(tag.substring(1, tag.length() - 1))
                    : null;
        } catch (NumberFormatException foreign) {
            return null;
        }
    }

    /** {@code body} as of {@code revision}, or 304 if that is the one the client has. */
    public static <T> RestResponse<T> answer(T body, long revision, @Nullable Long known) {
        RestResponse.ResponseBuilder<T> answer = known != null && known == revision ? RestResponse.ResponseBuilder.notModified()
                : RestResponse.ResponseBuilder.ok(body);
        return answer.header(HttpHeaders.ETAG, '"' + Long.toString(revision) + '"').cacheControl(ASK_AGAIN).build();
    }

    private static CacheControl askAgain() {
        CacheControl control = new CacheControl();
        control.setPrivate(true);
        control.setNoCache(true);
        control.setNoTransform(false);
        return control;
    }
}
