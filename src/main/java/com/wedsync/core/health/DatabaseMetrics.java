package com.wedsync.core.health;

import com.wedsync.core.metric.Connections;
import com.wedsync.core.metric.Performance;
import com.wedsync.core.metric.Storage;

/** The specification's {@code DatabaseMetrics}. */
public record DatabaseMetrics(Connections connections, Performance performance, Storage storage, Health health) {
}
