/** The keys with which programs of a supplier call: made, listed, rotated, revoked. */
@NullMarked
package com.wedsync.core.apikey;

import org.jspecify.annotations.NullMarked;
