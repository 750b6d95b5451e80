@NullMarked
package com.wedsync.core.access;

import org.jspecify.annotations.NullMarked;
