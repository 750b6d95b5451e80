@NullMarked
package com.wedsync.core.conductor;

import org.jspecify.annotations.NullMarked;
