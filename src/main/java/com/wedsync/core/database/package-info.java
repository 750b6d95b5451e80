/** The way to PostgreSQL: log-ins, bounded pools with deadlines, sessions and transactions. */
@NullMarked
package com.wedsync.core.database;

import org.jspecify.annotations.NullMarked;
