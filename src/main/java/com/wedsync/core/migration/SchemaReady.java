package com.wedsync.core.migration;

/** Fired once in the life of a process, when the schema is known to be up to date: what needs tables starts on it. */
public record SchemaReady() {
}
