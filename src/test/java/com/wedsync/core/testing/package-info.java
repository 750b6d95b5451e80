/** What tests share: a real PostgreSQL, tokens. */
@NullMarked
package com.wedsync.core.testing;

import org.jspecify.annotations.NullMarked;
