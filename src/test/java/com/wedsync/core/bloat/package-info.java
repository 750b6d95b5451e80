@NullMarked
package com.wedsync.core.bloat;

import org.jspecify.annotations.NullMarked;
