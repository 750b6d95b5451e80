@NullMarked
package com.wedsync.core.live;

import org.jspecify.annotations.NullMarked;
