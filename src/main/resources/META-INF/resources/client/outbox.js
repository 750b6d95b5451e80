import { isTransient, Problem } from './api.js';
import { Backoff } from './backoff.js';
import { Emitter } from './emitter.js';
import { continueAfter } from './ids.js';
import { Pause } from './pause.js';
import { clashes, joined, renewed } from './writes.js';

/** The service failed at a write this often: it is the write. */
const HOPELESS = 5;

/**
 * The writes that the service has not taken yet, in the order in which they were made, and sent one by one: a later one may need an
 * earlier one. Each is kept in the storage until it is answered. A write that is refused is laid aside, until somebody has decided;
 * the others go on.
 *
 * Emits `change` for a row whose writes have changed, and `refused` with a write.
 */
export class Outbox extends Emitter {
  #api;
  #path;
  #entities;
  #rows;
  #storage;
  #prefix;
  #backoff;
  #writes = [];
  #pause = new Pause();
  #abort = new AbortController();
  #running = false;

  constructor({ api, path, entities, rows, storage, prefix, backoff = new Backoff() }) {
    super();
    this.#api = api;
    this.#path = path;
    this.#entities = entities;
    this.#rows = rows;
    this.#storage = storage;
    this.#prefix = prefix;
    this.#backoff = backoff;
  }

  /** All writes that were not taken yet. */
  get writes() {
    return [...this.#writes];
  }

  /** Those of them that will be tried, of one row. */
  waiting(entity, row) {
    return this.#writes.filter(write => write.entity === entity && write.row === row && !write.refusal);
  }

  /** Takes up what an earlier page has left. */
  async restore() {
    const keys = await this.#storage.keys(this.#prefix);
    const texts = await Promise.all(keys.map(key => this.#storage.get(key)));
    this.#writes = texts.filter(Boolean).map(text => JSON.parse(text)).concat(this.#writes).sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#writes.forEach(write => {
      continueAfter(write.id);
      this.#tell(write);
    });
    this.wake();
  }

  /** Resolves when the write is kept, and rejects if the storage refuses it; it is sent in any case. */
  async add(write) {
    const before = this.#writes.findLast(each => each.entity === write.entity && each.row === write.row);
    let kept;
    if (before && (before.refusal || before.tries === 0)) {
      kept = this.#replace(before, joined(before, write));
    } else {
      // what is under way will have happened when this is sent, and its answer tells the version
      const added = before ? { ...write, seen: before.seen, base: before.base } : write;
      this.#writes.push(added);
      kept = this.#keep(added);
      this.#tell(added);
    }
    const failure = await kept;
    this.wake();
    if (failure) {
      throw failure;
    }
  }

  /** Sends a refused write again, on top of what was found instead of what it had seen. */
  async overwrite(write) {
    const current = write.refusal.current;
    await this.#replace(write, renewed(write, { seen: current.version, base: current }));
    this.wake();
  }

  async discard(write) {
    await this.#replace(write, null);
  }

  /** Tries at once. */
  wake() {
    this.#pause.end();
    this.#run();
  }

  close() {
    this.#abort.abort(new Error('The couple was closed'));
    this.#pause.end();
  }

  async #run() {
    if (this.#running || this.#abort.signal.aborted) {
      return;
    }
    this.#running = true;
    try {
      for (let write = this.#next(); write && !this.#abort.signal.aborted; write = this.#next()) {
        const wait = await this.#send(write);
        if (wait > 0 && !this.#abort.signal.aborted) {
          await this.#pause.wait(wait);
        }
      }
    } finally {
      this.#running = false;
    }
  }

  #next() {
    return this.#writes.find(write => !write.refusal);
  }

  /** Milliseconds to wait before the next. */
  async #send(first) {
    const write = { ...first, tries: first.tries + 1 };
    await this.#replace(first, write, { silent: true });
    const entity = this.#entities[write.entity];
    const { method, path, headers, body } = entity.request(write, this.#path + entity.path);
    const request = this.#rows.request(write.entity, write.row);
    try {
      const answer = await this.#api.exchange(method, path, {
        headers: { ...headers, 'Idempotency-Key': write.key }, body, signal: this.#abort.signal,
      });
      this.#backoff.reset();
      await this.#taken(write, entity, answer, request);
      return 0;
    } catch (failure) {
      request.failed();
      return this.#failed(write, entity, failure);
    }
  }

  async #taken(write, entity, answer, request) {
    if (answer.headers.get('Idempotency-Replayed')) {
      request.failed(); // it happened some time ago: the feed knows what has become of the row since
    } else if (write.action === 'remove') {
      request.removed();
    }
    if (answer.body) {
      const { row, known } = entity.written(write, answer.body);
      request.written(row);
      if (known) {
        await this.#follow(write, row);
      }
    }
    await this.#replace(write, null);
  }

  /** The next write of the row was made on top of this one. */
  async #follow(write, row) {
    const next = this.#writes.find(each => each.id !== write.id && each.entity === write.entity && each.row === write.row);
    if (next) {
      await this.#replace(next, { ...next, seen: row.version, base: { ...next.base, ...row } }, { silent: true });
    }
  }

  async #failed(write, entity, failure) {
    if (this.#abort.signal.aborted) {
      return 0;
    }
    if (!(failure instanceof Problem)) {
      return this.#backoff.next();
    }
    if (failure.status === 401) {
      return Infinity; // until there is a token, and somebody wakes us
    }
    if (isTransient(failure) && (failure.status !== 500 || write.tries < HOPELESS)) {
      return this.#backoff.next(failure.retryAfter ?? 0);
    }
    if (write.action === 'remove' && failure.status === 404) {
      await this.#replace(write, null); // somebody else was quicker
      return 0;
    }
    await this.#refused(write, entity, failure);
    return 0;
  }

  async #refused(write, entity, failure) {
    const changed = failure.status === 412 || (failure.status === 409 && Boolean(failure.body.conflicts));
    const current = changed ? entity.current(write, failure) : null;
    if (failure.status === 412 && current && !clashes(write, current)) {
      await this.#replace(write, renewed(write, { seen: current.version, base: current }), { silent: true });
      return;
    }
    const kind = changed && current ? 'changed' : changed || failure.status === 404 ? 'removed' : 'refused';
    let refused = { ...write, refusal: { kind, status: failure.status, problem: failure.body, current } };
    await this.#replace(write, refused, { silent: true });
    // what was made on top of it cannot be sent without it
    for (const later of this.#writes.filter(each => each.id > refused.id && each.entity === refused.entity && each.row === refused.row)) {
      const both = joined(refused, later);
      await this.#replace(later, null, { silent: true });
      await this.#replace(refused, both, { silent: true });
      refused = both ?? refused;
    }
    this.#tell(refused);
    this.emit('refused', refused);
  }

  /** Puts `next` in the place of a write, or nothing; answers with the failure if the storage has one. */
  async #replace(write, next, { silent = false } = {}) {
    const place = this.#writes.findIndex(each => each.id === write.id);
    if (place < 0) {
      return null; // it was settled meanwhile
    }
    this.#writes.splice(place, 1, ...(next ? [next] : []));
    const kept = next ? this.#keep(next) : this.#drop(write);
    if (!silent) {
      this.#tell(next ?? write);
    }
    return kept;
  }

  async #keep(write) {
    return this.#stored(() => this.#storage.set(this.#prefix + write.id, JSON.stringify(write)));
  }

  async #drop(write) {
    return this.#stored(() => this.#storage.delete(this.#prefix + write.id));
  }

  /** A storage that is full stops nobody from sending. */
  async #stored(work) {
    try {
      await work();
      return null;
    } catch (failure) {
      this.emit('error', failure);
      return failure;
    }
  }

  #tell(write) {
    this.emit('change', { entity: write.entity, id: write.row });
  }
}
