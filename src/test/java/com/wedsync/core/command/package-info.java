/** The process from outside: commands, settings, what is in the package. */
@NullMarked
package com.wedsync.core.command;

import org.jspecify.annotations.NullMarked;
