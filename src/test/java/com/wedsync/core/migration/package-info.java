/** Migrations on a real server, in databases of their own. */
@NullMarked
package com.wedsync.core.migration;

import org.jspecify.annotations.NullMarked;
