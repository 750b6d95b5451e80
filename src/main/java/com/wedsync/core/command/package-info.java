/** How the process starts: as a service, or as a command that ends. */
@NullMarked
package com.wedsync.core.command;

import org.jspecify.annotations.NullMarked;
