@NullMarked
package com.wedsync.core.history;

import org.jspecify.annotations.NullMarked;
