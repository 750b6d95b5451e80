@NullMarked
package com.wedsync.core.trail;

import org.jspecify.annotations.NullMarked;
