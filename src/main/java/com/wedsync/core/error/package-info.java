/** What can go wrong, named once, and how a client is told: problem details of RFC 9457. */
@NullMarked
package com.wedsync.core.error;

import org.jspecify.annotations.NullMarked;
