package com.wedsync.core.database;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

/**
 * The {@link Database} as log-in wedsync_ops sees it: statistics, and the service's own tables in schema ops. It owns
 * nothing and has no privilege on a tenant's table; maintenance needs more rights before PostgreSQL 17, see
 * {@link DedicatedConnections}.
 */
@Qualifier
@Retention(RUNTIME)
@Target({ FIELD, METHOD, PARAMETER, TYPE })
public @interface Ops {
}
