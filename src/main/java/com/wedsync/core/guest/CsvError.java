package com.wedsync.core.guest;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Why a row of a file cannot be imported.
 *
 * @param line on which the row begins, from 1; the header is line 1
 * @param column as the header names it; {@code null} if it is about the row as a whole
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record CsvError(long line, @Nullable String column, String message) {
}
