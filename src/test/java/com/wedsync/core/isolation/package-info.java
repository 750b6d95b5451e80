/**
 * The proof that no row crosses a tenant: in the catalogue, over HTTP, in pooled connections, in plans, in the running service.
 */
@NullMarked
package com.wedsync.core.isolation;

import org.jspecify.annotations.NullMarked;
