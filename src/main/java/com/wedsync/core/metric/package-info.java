/** Readings of the database, once a minute and on demand, and the true rates between two of them. */
@NullMarked
package com.wedsync.core.metric;

import org.jspecify.annotations.NullMarked;
