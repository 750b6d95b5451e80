/** How full the pools are. */
@NullMarked
package com.wedsync.core.pool;

import org.jspecify.annotations.NullMarked;
