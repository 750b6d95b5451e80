/** What callers are told, proven. */
@NullMarked
package com.wedsync.core.error;

import org.jspecify.annotations.NullMarked;
