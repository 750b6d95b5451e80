@NullMarked
package com.wedsync.core.alert;

import org.jspecify.annotations.NullMarked;
