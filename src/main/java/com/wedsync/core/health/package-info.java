/** Is the database well: findings with levels, the reports of the management API, and the probes of the platform. */
@NullMarked
package com.wedsync.core.health;

import org.jspecify.annotations.NullMarked;
