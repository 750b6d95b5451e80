/** How much larger tables and indexes are than what is in them, estimated from the planner's statistics. */
@NullMarked
package com.wedsync.core.bloat;

import org.jspecify.annotations.NullMarked;
