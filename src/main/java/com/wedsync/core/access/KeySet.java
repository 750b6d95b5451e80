package com.wedsync.core.access;

import java.io.IOException;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

import com.wedsync.core.error.Unavailable;

/**
 * The keys of a {@link KeyServer}, kept.
 *
 * <p>
 * A token of a known key never waits. One of an unknown key asks the server, which rotated its keys perhaps; since anybody can
 * invent key ids, it is asked no more often than after a pause, and once it is known to be silent one caller at a time
 * waits for it and the others are refused at once.
 */
final class KeySet implements VerificationKeyResolver {

    /** Behind the back of the callers. */
    static final Duration REFRESH_AFTER = Duration.ofMinutes(10);
    /** A key that was withdrawn is accepted this long at most, also while the server is silent. */
    static final Duration FORGET_AFTER = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(KeySet.class);

    private final KeyServer server;
    private final Duration pause;
    private final Clock clock;
    private final VerificationJwkSelector selector = new VerificationJwkSelector();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(List.of(), Instant.EPOCH, Instant.EPOCH, false);

    /** What the server said last, when it said so, when it was last asked, and whether it gave no answer then. */
    private record Known(List<JsonWebKey> keys, Instant since, Instant asked, boolean silent) {
    }

    /** @param pause between two questions to the server */
    KeySet(KeyServer server, Duration pause, Clock clock) {
        this.server = server;
        this.pause = pause;
        this.clock = clock;
    }

    /** @throws Unavailable if the server does not tell whether it has the key */
    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        refuseOtherAlgorithms(token);
        Key key = select(token, known);
        if (key != null) {
            refreshSoon();
            return key;
        }
        key = select(token, latest());
        if (key == null) {
            throw new UnresolvableKeyException("The key server has no such key.");
        }
        return key;
    }

    /** A token that no published key can verify, one of a shared secret for example, is not worth a question. */
    private static void refuseOtherAlgorithms(JsonWebSignature token) throws UnresolvableKeyException {
        try {
            token.getAlgorithm();
        } catch (JoseException other) {
            throw new UnresolvableKeyException("The token's algorithm is not accepted.", other);
        }
    }

    private @Nullable Key select(JsonWebSignature token, Known from) throws UnresolvableKeyException {
        if (isPast(from.since(), FORGET_AFTER)) {
            return null;
        }
        try {
            JsonWebKey key = selector.select(token, from.keys());
            return key == null ? null : key.getKey();
        } catch (JoseException unreadable) {
            throw new UnresolvableKeyException("The token names no key.", unreadable);
        }
    }

    private void refreshSoon() {
        if (isPast(known.since(), REFRESH_AFTER) && isPast(known.asked(), pause) && !asking.isLocked()) {
            Thread.startVirtualThread(this::ask);
        }
    }

    private Known latest() {
        ask();
        Known now = known;
        if (now.silent()) {
            throw Unavailable.keyServer();
        }
        return now;
    }

    /** Returns when {@link #known} is younger than the pause, or somebody else waits for a server that was silent. */
    private void ask() {
        if (!asking.tryLock()) {
            if (known.silent()) {
                return;
            }
            asking.lock();
        }
        try {
            if (isPast(known.asked(), pause)) {
                known = answer();
            }
        } finally {
            asking.unlock();
        }
    }

    private Known answer() {
        try {
            List<JsonWebKey> keys = server.keys();
            Instant now = clock.instant();
            return new Known(keys, now, now, false);
        } catch (IOException silent) {
            LOG.warnf("Key server gives no keys reason=%s", silent.getMessage());
            return new Known(known.keys(), known.since(), clock.instant(), true);
        }
    }

    private boolean isPast(Instant start, Duration span) {
        return !clock.instant().isBefore(start.plus(span));
    }
}
