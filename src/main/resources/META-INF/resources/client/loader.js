/** Reads the rows of a couple by REST. A list that was read before and has not changed since costs a 304. */
export class Loader {
  #api;
  #path;
  #entities;
  #known = new Map();

  constructor(api, path, entities) {
    this.#api = api;
    this.#path = path;
    this.#entities = entities;
  }

  /**
   * All rows by entity, and the revision from which on changes are missing: that of the list that was read first.
   *
   * @param trust whether lists that were read before may be used where the service says that they hold
   */
  async load({ trust = true, signal } = {}) {
    if (!trust) {
      this.#known.clear();
    }
    const tables = new Map();
    let position = Infinity;
    for (const [name, entity] of Object.entries(this.#entities)) {
      const list = await this.#list(name, entity, signal);
      tables.set(name, new Map(list.rows.map(row => [row[entity.key], row])));
      position = Math.min(position, list.revision);
    }
    // kept only for the next try of a load that broke off
    this.#known.clear();
    return { tables, position };
  }

  async #list(name, entity, signal) {
    const known = this.#known.get(name);
    const path = this.#path + entity.path + (entity.pages ? `?limit=${entity.pages}` : '');
    const first = await this.#api.exchange('GET', path, {
      headers: known ? { 'If-None-Match': `"${known.revision}"` } : {},
      signal,
    });
    if (first.status === 304) {
      return known;
    }
    const list = { revision: revisionOf(first), rows: entity.single ? [first.body] : [...first.body.data] };
    for (let cursor = first.body.next_cursor; cursor;) {
      const page = await this.#api.exchange('GET', `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`, { signal });
      list.rows.push(...page.body.data);
      cursor = page.body.next_cursor;
    }
    this.#known.set(name, list);
    return list;
  }
}

/** The couple's revision; a proxy that compresses makes the tag weak. */
function revisionOf(response) {
  const tag = /^(?:W\/)?"(\d+)"$/.exec(response.headers.get('ETag') ?? '');
  if (!tag) {
    throw new Error('The list has no entity tag: is ETag among the exposed headers (CORS)?');
  }
  return Number(tag[1]);
}
