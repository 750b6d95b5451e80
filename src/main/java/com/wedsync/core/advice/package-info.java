/** What would do the database good: each with its evidence, the exact statement and its risk. */
@NullMarked
package com.wedsync.core.advice;

import org.jspecify.annotations.NullMarked;
