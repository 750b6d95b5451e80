@NullMarked
package com.wedsync.core.corefield;

import org.jspecify.annotations.NullMarked;
