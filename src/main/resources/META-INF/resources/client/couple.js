import { Api } from './api.js';
import { Conflict } from './conflict.js';
import { CopyKeeper } from './copykeeper.js';
import { Emitter } from './emitter.js';
import { ENTITIES } from './entities.js';
import { Feed } from './feed.js';
import { timeOrderedId } from './ids.js';
import { Loader } from './loader.js';
import { Outbox } from './outbox.js';
import { Rows } from './rows.js';
import { defaultStorage } from './storage.js';
import { foreseen, newWrite } from './writes.js';

/** Opens a couple: what is kept from earlier is there at once, the rest as soon as there is a network. See wedsync.d.ts. */
export function openCouple(options) {
  return new Couple(options);
}

class Couple extends Emitter {
  #entities;
  #rows;
  #outbox;
  #feed;
  #keeper;
  #storage;
  #prefix;
  #status = { state: 'opening' };
  #present = [];
  #farewells = [];
  #closed = false;

  constructor({
    url = '', couple, user, token, entities = ENTITIES, storage = defaultStorage(), network = globalThis,
    fetch = globalThis.fetch.bind(globalThis), presence = false, silence,
  }) {
    super();
    if (!couple || !user || !token) {
      throw new TypeError('openCouple needs couple, user and token');
    }
    const api = new Api({ url, token, fetch });
    const path = `/api/couples/${couple}`;
    const loader = new Loader(api, path, entities);
    this.#entities = entities;
    this.#rows = new Rows(entities);
    this.#storage = storage;
    // of the user as well: nobody sends what somebody else has written
    this.#prefix = `wedsync/${user}/${couple}/`;
    this.#keeper = new CopyKeeper({ rows: this.#rows, storage, key: `${this.#prefix}copy` });
    this.#outbox = new Outbox({ api, path, entities, rows: this.#rows, storage, prefix: `${this.#prefix}write/` });
    this.#outbox.on('change', where => this.#changed({ ...where, origin: 'here' }));
    this.#outbox.on('refused', write => this.emit('conflict', new Conflict(write, this.#outbox)));
    this.#outbox.on('error', failure => this.emit('error', failure));
    /** Resolves when there are rows to show. */
    this.ready = this.#open({ api, path, loader, presence, silence, network });
  }

  /** `{state}`: opening, loading, connecting, live, waiting or ended, with `reason` and, while it waits, `wait`. */
  get status() {
    return this.#status;
  }

  /** The revision that the copy has reached; `null` before there is one. */
  get position() {
    return this.#rows.position;
  }

  /** The users who are there, this one included; nobody is known without a connection. */
  get present() {
    return this.#present;
  }

  /** A row, with the writes that wait; `undefined` if there is none. */
  row(entity, id) {
    return this.#outbox.waiting(entity, id).reduce(
      (row, write) => foreseen(row, write, this.#entities[entity]), this.#rows.get(entity, id));
  }

  /** All rows, with the writes that wait; in no order. */
  rows(entity) {
    const ids = new Set(this.#rows.all(entity).map(row => row[this.#entities[entity].key]));
    this.#outbox.writes.forEach(write => write.entity === entity && ids.add(write.row));
    return [...ids].map(id => this.row(entity, id)).filter(Boolean);
  }

  /** Whether the service has not confirmed yet what `row` shows. */
  isPending(entity, id) {
    return this.#outbox.waiting(entity, id).length > 0;
  }

  /** How many writes wait to be sent or answered. */
  get pending() {
    return this.#outbox.writes.filter(write => !write.refusal).length;
  }

  /** Writes that somebody has to decide about. */
  get conflicts() {
    return this.#outbox.writes.filter(write => write.refusal).map(write => new Conflict(write, this.#outbox));
  }

  /** Adds a row and answers with its id, which is made here. */
  async create(entity, values, id = timeOrderedId()) {
    await this.#outbox.add(newWrite('create', entity, id, values, null));
    return id;
  }

  /** Changes columns of a row. */
  async change(entity, id, values) {
    await this.#outbox.add(newWrite('change', entity, id, values, this.#seen(entity, id)));
  }

  async remove(entity, id) {
    await this.#outbox.add(newWrite('remove', entity, id, null, this.#seen(entity, id)));
  }

  /** States a core field. */
  async set(key, value) {
    await this.#outbox.add(newWrite('change', 'core_field_value', key, { value }, this.#rows.get('core_field_value', key) ?? null));
  }

  /** Takes a core field back. */
  async unset(key) {
    await this.remove('core_field_value', key);
  }

  /** Tries at once what waits, such as after a new sign-in. */
  retry() {
    this.#feed?.wake();
    this.#outbox.wake();
  }

  /** Ends it; what waits stays in the storage for the next time. */
  async close() {
    this.#closed = true;
    this.#farewells.forEach(farewell => farewell());
    this.#feed?.close();
    this.#outbox.close();
    await this.#keeper.save();
  }

  /** Ends it and removes everything from the storage, also what was not sent: for a sign-out. */
  async forget() {
    await this.close();
    const keys = await this.#storage.keys(this.#prefix);
    await Promise.all(keys.map(key => this.#storage.delete(key)));
  }

  async #open({ api, path, loader, presence, silence, network }) {
    const kept = await this.#keeper.restore();
    await this.#outbox.restore();
    if (this.#closed) {
      return;
    }
    const ready = kept ? Promise.resolve() : new Promise(resolve => this.#farewells.push(this.on('loaded', resolve)));
    this.#feed = new Feed({
      api, path, presence, silence, position: this.#rows.position, load: options => this.#load(loader, options),
    });
    this.#feed.on('change', change => this.#apply(change));
    this.#feed.on('position', position => this.#reached(position));
    this.#feed.on('presence', present => this.#meet(present));
    this.#feed.on('status', status => this.#tell(status));
    this.#watch(network);
    this.#feed.run();
    await ready;
  }

  async #load(loader, options) {
    const { tables, position } = await loader.load(options);
    tables.forEach((rows, entity) => this.#rows.replace(entity, rows));
    this.#rows.position = position;
    await this.#keeper.save();
    this.emit('loaded', { position });
    return position;
  }

  #apply(change) {
    this.#rows.apply(change);
    this.#keeper.changed();
    this.#changed({ entity: change.entity, id: change.entity_id, origin: 'feed', change });
  }

  #reached(position) {
    this.#rows.position = position;
    this.#keeper.changed();
  }

  #changed(what) {
    this.emit('change', { ...what, row: this.row(what.entity, what.id) });
  }

  #tell(status) {
    this.#status = status;
    if (status.state === 'live') {
      this.#outbox.wake(); // the service can be reached
    } else {
      this.#meet([]);
    }
    this.emit('status', status);
  }

  #meet(present) {
    if (present.join() !== this.#present.join()) {
      this.#present = present;
      this.emit('presence', { present });
    }
  }

  #watch(network) {
    const watch = (event, listener) => {
      network.addEventListener?.(event, listener);
      this.#farewells.push(() => network.removeEventListener?.(event, listener));
    };
    watch('online', () => this.retry());
    watch('offline', () => this.#feed.disconnect());
  }

  #seen(entity, id) {
    const row = this.#rows.get(entity, id);
    if (!row && !this.#outbox.writes.some(write => write.entity === entity && write.row === id)) {
      throw new RangeError(`There is no ${entity} ${id}`);
    }
    return row ?? null;
  }
}
