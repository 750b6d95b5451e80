/** Where the time comes from, so that tests decide what time it is. */
@NullMarked
package com.wedsync.core.time;

import org.jspecify.annotations.NullMarked;
