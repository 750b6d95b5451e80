/** What the resources of the data plane share of HTTP: pages, cursors, entity tags, writes that happen once. */
@NullMarked
package com.wedsync.core.http;

import org.jspecify.annotations.NullMarked;
