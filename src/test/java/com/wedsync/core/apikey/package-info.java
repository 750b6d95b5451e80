@NullMarked
package com.wedsync.core.apikey;

import org.jspecify.annotations.NullMarked;
