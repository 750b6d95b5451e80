/**
 * The client of the change feed: a local copy of a couple that follows every change, and takes changes while there is no network.
 *
 *     openCouple ──> loader ──(REST, ETag)──> local copy <──(event stream)── feed
 *                                                 │
 *         app  <──────────── rows, events ────────┤
 *         app  ──────────── changes ─────────> outbox ──(Idempotency-Key, If-Match)──> REST
 */
export { openCouple } from './couple.js';
export { Problem } from './api.js';
export { localStorageOf, memoryStorage } from './storage.js';
export { ENTITIES } from './entities.js';
