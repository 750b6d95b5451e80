@NullMarked
package com.wedsync.core.secret;

import org.jspecify.annotations.NullMarked;
