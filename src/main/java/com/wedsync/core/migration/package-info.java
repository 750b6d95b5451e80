/**
 * Brings the schema to the version this service was built for: at start, on request and dry.
 *
 * <p>
 * One run at a time, whatever the number of replicas: a run holds {@link com.wedsync.core.migration.MigrationLock}. What a
 * process makes of it is its {@link com.wedsync.core.migration.MigrationState}:
 *
 * <pre>
 *   PENDING -- nothing to do ------------------------------------> DONE
 *      |  \-- something to do, or another run is under way --> RUNNING / WAITING -- success --> DONE
 *      |                                                          |   ^
 *      \-- database unreachable: stays, tries again               \-- failure --> FAILED -- repaired elsewhere or on request --> DONE
 * </pre>
 */
@NullMarked
package com.wedsync.core.migration;

import org.jspecify.annotations.NullMarked;
