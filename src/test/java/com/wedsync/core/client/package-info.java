/** Tests of the JavaScript client, which is a resource of the service. */
@NullMarked
package com.wedsync.core.client;

import org.jspecify.annotations.NullMarked;
