const KEPT = 6;

const VERBS = { insert: 'added', update: 'changed', delete: 'removed' };

/** The last changes: who did what. */
export class News {
  #list;
  #wedding;
  #nameOf;
  #changes = [];
  #names = new Map();

  constructor(list, wedding, nameOf) {
    this.#list = list;
    this.#wedding = wedding;
    this.#nameOf = nameOf;
    wedding.on('change', ({ origin, change }) => {
      if (origin === 'feed') {
        this.#changes = [change, ...this.#changes].slice(0, KEPT);
      }
    });
  }

  draw() {
    // who is removed is still to be named
    this.#wedding.rows('guest').forEach(guest => this.#names.set(guest.id, guest.name));
    if (this.#list.dataset.newest !== String(this.#changes[0]?.revision)) {
      this.#list.replaceChildren(...this.#changes.map(change => this.#item(change)));
      this.#list.dataset.newest = this.#changes[0]?.revision;
    }
  }

  #item({ actor, action, entity, entity_id, changed, row, at }) {
    const item = document.createElement('li');
    const time = Object.assign(document.createElement('time'), { dateTime: at, textContent: new Date(at).toLocaleTimeString() });
    const what = entity === 'core_field_value' ? entity_id.replaceAll('_', ' ')
      : row?.name ?? this.#names.get(entity_id) ?? entity.replaceAll('_', ' ');
    const columns = action === 'update' && entity === 'guest'
      ? `: ${changed.filter(column => !['version', 'updated_at', 'rsvp_at'].includes(column)).map(column => column.replaceAll('_', ' ')).join(', ')}` : '';
    item.append(time, ` ${this.#nameOf(actor?.replace(/^user:/, ''))} ${VERBS[action]} ${what}${columns}`);
    return item;
  }
}
