/** Measures the packaged service, on the JVM and native, against the bars of docs/performance.md. */
@NullMarked
package com.wedsync.core.benchmark;

import org.jspecify.annotations.NullMarked;
