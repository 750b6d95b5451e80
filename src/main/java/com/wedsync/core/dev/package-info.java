/** Development without Docker: an embedded PostgreSQL with demo data. Left out of the production package. */
@NullMarked
package com.wedsync.core.dev;

import org.jspecify.annotations.NullMarked;
