package com.wedsync.core.form;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.wedsync.core.corefield.WrittenCoreField;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A submission after a write. */
@RegisterForReflection
record Submitted(
        @JsonUnwrapped Submission submission,
        @Schema(description = "What became of the core fields that were answered; none for a draft") List<WrittenCoreField> coreFields) {
}
