package com.wedsync.core.secret;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.wedsync.core.access.Caller;
import com.wedsync.core.access.Tenancy;

import io.smallrye.mutiny.Uni;

/** Encrypts with the current key what is encrypted with another, one supplier at a time: nobody waits for longer than that. */
@ApplicationScoped
class Rotator {

    private final SecretRepository secrets;
    private final SecretKeys keys;
    private final Tenancy tenancy;

    Rotator(SecretRepository secrets, SecretKeys keys, Tenancy tenancy) {
        this.secrets = secrets;
        this.keys = keys;
        this.tenancy = tenancy;
    }

    /** May be run again, and at several replicas; what is done stays done. */
    Uni<RotationReport> rotate(Caller caller) {
        String current = keys.current();
        Set<String> old = new TreeSet<>(keys.ids());
        old.remove(current);
        return Uni.createFrom().deferred(() -> batch(caller, old))
                .repeat().until(rotated -> rotated < 0)
                .collect().with(Collectors.summingLong(rotated -> rotated))
                .chain(rotated -> secrets.left(caller).map(left -> new RotationReport(current, rotated, left)));
    }

    /** -1 when nothing is left. */
    private Uni<Long> batch(Caller caller, Set<String> old) {
        return secrets.next(caller, old).chain(next -> next
                .map(batch -> tenancy.write(caller, session -> tenancy.hold(session, batch.supplier())
                        .chain(() -> secrets.encryptAgain(session, batch))))
                .orElseGet(() -> Uni.createFrom().item(-1L)));
    }
}
