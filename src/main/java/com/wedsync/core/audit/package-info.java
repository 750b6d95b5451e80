/** The audit log: who did what to the database, hash-chained and append-only. */
@NullMarked
package com.wedsync.core.audit;

import org.jspecify.annotations.NullMarked;
