/** Replication slots and standbys. */
@NullMarked
package com.wedsync.core.replication;

import org.jspecify.annotations.NullMarked;
