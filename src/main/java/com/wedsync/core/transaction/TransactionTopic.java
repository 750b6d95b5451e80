package com.wedsync.core.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import com.wedsync.core.database.Session;
import com.wedsync.core.metric.CounterTrail;
import com.wedsync.core.metric.Measure;
import com.wedsync.core.metric.Measured;
import com.wedsync.core.metric.Observation;
import com.wedsync.core.metric.Pass;
import com.wedsync.core.metric.Topic;

import io.smallrye.mutiny.Uni;

/** Wraparound: how far away it is, and who stands in the way of freezing. */
@Singleton
class TransactionTopic implements Topic {

    /** A forecast longer than this says no more than that there is time. */
    private static final double TEN_YEARS = 3650;
    private static final double SECONDS_A_DAY = 86_400;
    private static final List<String> KINDS = List.of("session", "prepared_transaction", "slot", "standby");
    private static final Measure HORIZON = Measure.of("wedsync_xmin_horizon_age", "transactions",
            "How far the oldest holder of each kind keeps back the removal of dead rows", "holder");
    private static final Measure HORIZON_SECONDS = Measure.of("wedsync_xmin_horizon_seconds", "s",
            "How long the oldest holder of all has held back the removal of dead rows");

    private final TransactionRepository transactions;
    private final Horizon horizon;
    private final IdMeasures transactionIds = new IdMeasures("transaction");
    private final IdMeasures multixactIds = new IdMeasures("multixact");
    private final CounterTrail<Id> trail = new CounterTrail<>(Duration.ofHours(1));

    private enum Id {
        TRANSACTION,
        MULTIXACT
    }

    /** The same of both kinds of ids. */
    private record IdMeasures(Measure age, Measure freezeMaxAge, Measure failsafeAge, Measure perSecond, Measure failsafeDays) {

        IdMeasures(String kind) {
            this(Measure.of("wedsync_" + kind + "_id_age", "ids", "Age of the oldest " + kind + " id of all databases"),
                    Measure.of("wedsync_" + kind + "_id_freeze_max_age", "ids", "From where autovacuum freezes in any case"),
                    Measure.of("wedsync_" + kind + "_id_failsafe_age", "ids", "From where VACUUM does nothing but freeze"),
                    Measure.of("wedsync_" + kind + "_ids_per_second", "ids/s", "Ids used up, over the last hour"),
                    Measure.of("wedsync_" + kind + "_id_failsafe_days", "days",
                            "Until the failsafe age if nothing is frozen; 3650 is ten years or more"));
        }

        List<Measure> all() {
            return List.of(age, freezeMaxAge, failsafeAge, perSecond, failsafeDays);
        }

        List<Observation> of(Ages ages, Measured<Double> rate) {
            return List.of(age.is(ages.age()), freezeMaxAge.is(ages.freezeMaxAge()), failsafeAge.is(ages.failsafeAge()),
                    perSecond.is(rate), failsafeDays.is(rate.map(perSecond -> days(ages, perSecond))));
        }

        private static double days(Ages ages, double perSecond) {
            long left = Math.max(0, ages.failsafeAge() - ages.age());
            return perSecond <= 0 ? TEN_YEARS : Math.min(TEN_YEARS, left / perSecond / SECONDS_A_DAY);
        }
    }

    TransactionTopic(TransactionRepository transactions, Horizon horizon) {
        this.transactions = transactions;
        this.horizon = horizon;
    }

    @Override
    public String name() {
        return "transaction";
    }

    @Override
    public List<Measure> measures() {
        List<Measure> all = new ArrayList<>(transactionIds.all());
        all.addAll(multixactIds.all());
        all.add(HORIZON);
        all.add(HORIZON_SECONDS);
        return all;
    }

    @Override
    public Uni<List<Observation>> observe(Session session, Pass pass) {
        return transactions.ages(session).chain(ages -> transactions.holders(session)
                .map(holders -> observations(pass, ages, holders)));
    }

    private List<Observation> observations(Pass pass, TransactionRepository.Both ages, List<Holder> holders) {
        trail.add(pass.takenAt(), pass.serverStartedAt(), new EnumMap<>(Map.of(
                Id.TRANSACTION, ages.transactions().next(), Id.MULTIXACT, ages.multixacts().next())));
        horizon.replace(holders);
        List<Observation> all = new ArrayList<>(
                transactionIds.of(ages.transactions(), trail.perSecondOverAll(Id.TRANSACTION)));
        all.addAll(multixactIds.of(ages.multixacts(), trail.perSecondOverAll(Id.MULTIXACT)));
        KINDS.forEach(kind -> all.add(HORIZON.is(kind, age(holders, kind))));
        all.add(HORIZON_SECONDS.is(horizon.oldest().map(holder -> seconds(pass, holder)).orElse(Measured.of(0L))));
        return all;
    }

    private static long age(List<Holder> holders, String kind) {
        return holders.stream().filter(holder -> holder.kind().equals(kind)).mapToLong(Holder::age).max().orElse(0);
    }

    private static Measured<Long> seconds(Pass pass, Holder holder) {
        Instant since = holder.since();
        return since == null ? Measured.unknown("the server does not tell since when: " + holder.description())
                : Measured.of(Math.max(0, Duration.between(since, pass.takenAt()).toSeconds()));
    }
}
