/** What the resources of the data plane share of HTTP: pages, cursors, entity tags. */
@NullMarked
package com.wedsync.core.http;

import org.jspecify.annotations.NullMarked;
