/** What resources share of HTTP: pages, cursors, entity tags, writes that happen once, streams of events. */
@NullMarked
package com.wedsync.core.http;

import org.jspecify.annotations.NullMarked;
