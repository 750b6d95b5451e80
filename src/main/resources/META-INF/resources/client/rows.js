/**
 * The local copy: the rows of a couple as the service has confirmed them, up to a position. Where they are ahead of it, because they
 * were read or answered later, the changes that follow bring them there again: putting a row twice does no harm.
 */
export class Rows {
  /** The last revision that is in here; `null` before anything was loaded. */
  position = null;
  #tables = new Map();
  #removed = new Map();
  #requests = new Set();

  constructor(entities) {
    for (const entity of Object.keys(entities)) {
      this.#tables.set(entity, new Map());
    }
  }

  get(entity, id) {
    return this.#tables.get(entity)?.get(id);
  }

  all(entity) {
    return [...(this.#tables.get(entity)?.values() ?? [])];
  }

  /** Takes a change of the feed; whether it changed anything here. */
  apply({ revision, entity, entity_id: id, action, row }) {
    this.position = revision;
    const table = this.#tables.get(entity);
    if (!table) {
      return false;
    }
    if (action !== 'update') {
      this.#outdate(entity, id);
      this.#removed.delete(nameOf(entity, id));
    }
    if (action === 'delete') {
      return table.delete(id);
    }
    // an answer was here before the change that it belongs to
    const newest = table.get(id)?.version ?? this.#removed.get(nameOf(entity, id)) ?? -1;
    if (newest > row.version || (action === 'update' && this.#removed.has(nameOf(entity, id)))) {
      return false;
    }
    table.set(id, row);
    return true;
  }

  /** Takes all rows of an entity, as a list gave them. */
  replace(entity, rows) {
    this.#requests.forEach(request => { request.outdated = true; });
    this.#removed.clear();
    this.#tables.set(entity, rows);
  }

  /**
   * A request about a row begins. `written` and `removed` of the answer take what became of it, unless the feed has meanwhile told of
   * the row's end or beginning: then the feed knows better, whichever arrived first.
   */
  request(entity, id) {
    const request = { name: nameOf(entity, id), outdated: false };
    this.#requests.add(request);
    const settle = take => {
      this.#requests.delete(request);
      if (!request.outdated && this.#tables.has(entity)) {
        take(this.#tables.get(entity));
      }
    };
    return {
      written: row => settle(table => {
        const known = table.get(id);
        if (!known || !(known.version > row.version)) {
          table.set(id, { ...known, ...row });
        }
      }),
      removed: () => settle(table => {
        this.#removed.set(request.name, table.get(id)?.version ?? 0);
        table.delete(id);
      }),
      failed: () => settle(() => {}),
    };
  }

  /** A text that `restore` understands. */
  save() {
    return JSON.stringify({
      format: 1,
      position: this.position,
      tables: Object.fromEntries([...this.#tables].map(([entity, table]) => [entity, [...table]])),
    });
  }

  /** Whether `text` was one that `save` made for these entities; else nothing is changed. */
  restore(text) {
    const saved = text && JSON.parse(text);
    if (!saved || saved.format !== 1 || ![...this.#tables.keys()].every(entity => saved.tables[entity])) {
      return false;
    }
    this.#tables.forEach((_, entity) => this.#tables.set(entity, new Map(saved.tables[entity])));
    this.position = saved.position;
    return true;
  }

  #outdate(entity, id) {
    this.#requests.forEach(request => { request.outdated ||= request.name === nameOf(entity, id); });
  }
}

function nameOf(entity, id) {
  return `${entity}/${id}`;
}
