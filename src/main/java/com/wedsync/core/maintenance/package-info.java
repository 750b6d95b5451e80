/**
 * Maintenance on request: VACUUM, ANALYZE, REINDEX CONCURRENTLY, run outside transactions, with progress and history.
 *
 * <pre>
 *            request (HTTP or SQL)
 *                   |
 *                queued ----- a worker of any replica takes it, and with it the table's advisory lock
 *                   |
 *                running ---- the lock is held as long as the backend lives
 *      +------------+------------+
 *  succeeded     failed     interrupted: service stopped or killed, backend ended, statement cancelled
 * </pre>
 */
@NullMarked
package com.wedsync.core.maintenance;

import org.jspecify.annotations.NullMarked;
