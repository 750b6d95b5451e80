@NullMarked
package com.wedsync.core.database;

import org.jspecify.annotations.NullMarked;
