/** When something will be full: disk, connections, sequences, transaction ids. */
@NullMarked
package com.wedsync.core.capacity;

import org.jspecify.annotations.NullMarked;
