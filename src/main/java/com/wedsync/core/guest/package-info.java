/** A couple's guest list. */
@NullMarked
package com.wedsync.core.guest;

import org.jspecify.annotations.NullMarked;
