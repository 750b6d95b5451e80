/** Suppliers: their profile, by which couples find them, their members and what they have before them. */
@NullMarked
package com.wedsync.core.supplier;

import org.jspecify.annotations.NullMarked;
