@NullMarked
package com.wedsync.core.latency;

import org.jspecify.annotations.NullMarked;
