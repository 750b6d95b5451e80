/** What client sessions wait for, and how long their transactions and statements take. */
@NullMarked
package com.wedsync.core.session;

import org.jspecify.annotations.NullMarked;
