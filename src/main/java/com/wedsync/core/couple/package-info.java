/** Couples and their members. */
@NullMarked
package com.wedsync.core.couple;

import org.jspecify.annotations.NullMarked;
