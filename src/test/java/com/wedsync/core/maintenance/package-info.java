/** Maintenance, proven on a real PostgreSQL. */
@NullMarked
package com.wedsync.core.maintenance;

import org.jspecify.annotations.NullMarked;
