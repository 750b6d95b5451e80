@NullMarked
package com.wedsync.core.sync;

import org.jspecify.annotations.NullMarked;
