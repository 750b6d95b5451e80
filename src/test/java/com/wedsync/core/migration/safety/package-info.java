/** Scripts that are judged, on a real server. */
@NullMarked
package com.wedsync.core.migration.safety;

import org.jspecify.annotations.NullMarked;
