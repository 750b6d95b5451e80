@NullMarked
package com.wedsync.core.monitoring;

import org.jspecify.annotations.NullMarked;
