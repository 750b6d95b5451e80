/**
 * What resources share of HTTP: pages, cursors, entity tags, writes that happen once, streams of events, the end of
 * connections.
 */
@NullMarked
package com.wedsync.core.http;

import org.jspecify.annotations.NullMarked;
