package com.wedsync.core.corefield;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Values to be written together or not at all. */
record CoreFieldChanges(@NotNull @Size(min = 1, max = 100) List<@NotNull @Valid CoreFieldChange> changes) {
}
