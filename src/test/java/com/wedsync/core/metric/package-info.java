@NullMarked
package com.wedsync.core.metric;

import org.jspecify.annotations.NullMarked;
