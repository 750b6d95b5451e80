/** What kinds of statements cost: now, in the weeks before, and by which plan. */
@NullMarked
package com.wedsync.core.query;

import org.jspecify.annotations.NullMarked;
