/** Ages of transaction and multixact ids, and who keeps old row versions alive. */
@NullMarked
package com.wedsync.core.transaction;

import org.jspecify.annotations.NullMarked;
