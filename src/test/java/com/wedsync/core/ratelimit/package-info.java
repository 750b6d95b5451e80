@NullMarked
package com.wedsync.core.ratelimit;

import org.jspecify.annotations.NullMarked;
