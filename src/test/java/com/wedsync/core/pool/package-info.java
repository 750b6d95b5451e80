@NullMarked
package com.wedsync.core.pool;

import org.jspecify.annotations.NullMarked;
