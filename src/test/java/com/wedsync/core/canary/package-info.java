@NullMarked
package com.wedsync.core.canary;

import org.jspecify.annotations.NullMarked;
