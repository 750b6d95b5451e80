package com.wedsync.core.http;

import java.util.List;
import java.util.UUID;

/**
 * A CDI event: data of these couples and suppliers was changed, and the change is committed. Who observes it runs on the thread
 * of the write and must not keep it.
 */
public record Committed(List<UUID> tenants) {
}
