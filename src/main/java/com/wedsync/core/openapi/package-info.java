/** What the API says of itself: the OpenAPI document's head, the problems of every operation, when it is made. */
@org.jspecify.annotations.NullMarked
package com.wedsync.core.openapi;
