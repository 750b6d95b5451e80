/** Tests of what dev mode shows. */
@NullMarked
package com.wedsync.core.dev;

import org.jspecify.annotations.NullMarked;
