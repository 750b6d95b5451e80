@NullMarked
package com.wedsync.core.timeline;

import org.jspecify.annotations.NullMarked;
