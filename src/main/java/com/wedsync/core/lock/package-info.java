/** Who waits for whose lock. */
@NullMarked
package com.wedsync.core.lock;

import org.jspecify.annotations.NullMarked;
