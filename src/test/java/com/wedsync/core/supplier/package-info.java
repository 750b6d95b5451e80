@NullMarked
package com.wedsync.core.supplier;

import org.jspecify.annotations.NullMarked;
