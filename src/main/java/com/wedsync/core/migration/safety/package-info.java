/**
 * Judges pending scripts by what they did to the catalogue of a throw-away database: whether the version of the service that is
 * running survives them, and who would have to wait for them.
 *
 * <pre>
 *   script ── a step: what is committed at once ──> catalogue before, after, locks held at its end
 *                                                      └─> checks ──> suspicions ── acknowledgements, live table ──> findings
 * </pre>
 */
@NullMarked
package com.wedsync.core.migration.safety;

import org.jspecify.annotations.NullMarked;
