@NullMarked
package com.wedsync.core.vacuum;

import org.jspecify.annotations.NullMarked;
