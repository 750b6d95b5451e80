package com.wedsync.core.metric;

/** One kind of statement of one user, as pg_stat_statements tells them apart. */
public record StatementKey(long queryId, long userId) {
}
