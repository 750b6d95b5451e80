/** The connection test: how far the database is, and as whom it sees the caller. */
@NullMarked
package com.wedsync.core.latency;

import org.jspecify.annotations.NullMarked;
