/** Does a row cross from one tenant to another: two couples that are nobody's, read every few minutes as each other. */
@NullMarked
package com.wedsync.core.canary;

import org.jspecify.annotations.NullMarked;
