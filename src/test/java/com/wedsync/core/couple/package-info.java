@NullMarked
package com.wedsync.core.couple;

import org.jspecify.annotations.NullMarked;
