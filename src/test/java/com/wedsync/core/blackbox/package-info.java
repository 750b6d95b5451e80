/** The packaged service, JVM or native, as its users meet it: only HTTP, SQL and the command line. */
@NullMarked
package com.wedsync.core.blackbox;

import org.jspecify.annotations.NullMarked;
