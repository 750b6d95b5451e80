/** The page at /, in a real browser. */
@NullMarked
package com.wedsync.core.page;

import org.jspecify.annotations.NullMarked;
