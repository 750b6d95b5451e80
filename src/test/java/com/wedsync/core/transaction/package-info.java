@NullMarked
package com.wedsync.core.transaction;

import org.jspecify.annotations.NullMarked;
