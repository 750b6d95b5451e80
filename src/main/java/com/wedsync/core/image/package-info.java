/** What native executables do in another way than a Java runtime. */
@NullMarked
package com.wedsync.core.image;

import org.jspecify.annotations.NullMarked;
