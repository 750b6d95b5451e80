/** What each table needs of VACUUM, ANALYZE and freezing, scored like autovacuum does. */
@NullMarked
package com.wedsync.core.vacuum;

import org.jspecify.annotations.NullMarked;
