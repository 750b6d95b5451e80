@NullMarked
package com.wedsync.core.stream;

import org.jspecify.annotations.NullMarked;
