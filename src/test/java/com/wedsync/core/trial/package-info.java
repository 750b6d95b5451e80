@NullMarked
package com.wedsync.core.trial;

import org.jspecify.annotations.NullMarked;
