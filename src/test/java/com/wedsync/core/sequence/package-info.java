@NullMarked
package com.wedsync.core.sequence;

import org.jspecify.annotations.NullMarked;
