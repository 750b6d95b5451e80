@NullMarked
package com.wedsync.core.connection;

import org.jspecify.annotations.NullMarked;
