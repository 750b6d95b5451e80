/**
 * Core fields: what a couple states once and all of its suppliers read, and what becomes of two statements at the same time.
 */
@NullMarked
package com.wedsync.core.corefield;

import org.jspecify.annotations.NullMarked;
