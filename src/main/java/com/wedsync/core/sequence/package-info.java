/** How much of its numbers each sequence has used. */
@NullMarked
package com.wedsync.core.sequence;

import org.jspecify.annotations.NullMarked;
