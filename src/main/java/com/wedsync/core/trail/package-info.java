/** The audit trails of couples and suppliers, and the proof that nobody has changed them. */
@NullMarked
package com.wedsync.core.trail;

import org.jspecify.annotations.NullMarked;
