@NullMarked
package com.wedsync.core.query;

import org.jspecify.annotations.NullMarked;
