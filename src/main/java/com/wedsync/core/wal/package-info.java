/** Write-ahead log: its rate, checkpoints, archiver. */
@NullMarked
package com.wedsync.core.wal;

import org.jspecify.annotations.NullMarked;
