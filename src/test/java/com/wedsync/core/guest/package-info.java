@NullMarked
package com.wedsync.core.guest;

import org.jspecify.annotations.NullMarked;
