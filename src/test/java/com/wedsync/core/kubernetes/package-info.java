/** What k8s/ says, held against schemas, settings and documents; no cluster is needed. */
@NullMarked
package com.wedsync.core.kubernetes;

import org.jspecify.annotations.NullMarked;
