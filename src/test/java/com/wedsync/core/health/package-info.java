@NullMarked
package com.wedsync.core.health;

import org.jspecify.annotations.NullMarked;
