/** What happens when: a couple's timeline, on the day and before it. */
@NullMarked
package com.wedsync.core.timeline;

import org.jspecify.annotations.NullMarked;
