/** What was observed before: minutes for weeks, hours for months, in bounds that are told. */
@NullMarked
package com.wedsync.core.history;

import org.jspecify.annotations.NullMarked;
