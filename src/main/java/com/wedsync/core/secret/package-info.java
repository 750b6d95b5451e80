/** Credentials of suppliers for other services, encrypted under keys that the database does not keep. */
@NullMarked
package com.wedsync.core.secret;

import org.jspecify.annotations.NullMarked;
