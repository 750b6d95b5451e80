@NullMarked
package com.wedsync.core.advice;

import org.jspecify.annotations.NullMarked;
