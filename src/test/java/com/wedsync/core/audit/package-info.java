@NullMarked
package com.wedsync.core.audit;

import org.jspecify.annotations.NullMarked;
