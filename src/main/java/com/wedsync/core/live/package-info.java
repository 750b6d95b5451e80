/** What the page at / shows from second to second: figures of this replica, and word of readings that are over. */
@NullMarked
package com.wedsync.core.live;

import org.jspecify.annotations.NullMarked;
