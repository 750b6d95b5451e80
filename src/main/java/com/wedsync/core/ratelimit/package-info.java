/**
 * How many requests one caller may make: a bucket for each user, key and address, in the memory of each replica. Behind n
 * replicas a caller whose requests are spread evenly gets n times as much.
 */
@NullMarked
package com.wedsync.core.ratelimit;

import org.jspecify.annotations.NullMarked;
