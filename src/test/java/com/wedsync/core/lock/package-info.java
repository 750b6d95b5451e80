@NullMarked
package com.wedsync.core.lock;

import org.jspecify.annotations.NullMarked;
