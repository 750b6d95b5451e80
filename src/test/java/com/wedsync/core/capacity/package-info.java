@NullMarked
package com.wedsync.core.capacity;

import org.jspecify.annotations.NullMarked;
