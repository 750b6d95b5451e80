@NullMarked
package com.wedsync.core.admission;

import org.jspecify.annotations.NullMarked;
