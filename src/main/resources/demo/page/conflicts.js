/** Writes that somebody has to decide about, as cards. */
export class Conflicts {
  #root;
  #wedding;
  #nameOf;
  #cards = new Map();

  constructor(root, wedding, nameOf) {
    this.#root = root;
    this.#wedding = wedding;
    this.#nameOf = nameOf;
    root.setAttribute('aria-label', 'To decide');
  }

  draw() {
    const conflicts = new Map(this.#wedding.conflicts.map(conflict => [conflict.id, conflict]));
    for (const [id, card] of this.#cards) {
      if (!conflicts.has(id)) {
        card.remove();
        this.#cards.delete(id);
      }
    }
    conflicts.forEach((conflict, id) => {
      if (!this.#cards.has(id)) {
        this.#cards.set(id, this.#create(id));
        this.#root.append(this.#cards.get(id));
      }
      this.#show(this.#cards.get(id), conflict);
    });
  }

  #create(id) {
    const card = document.getElementById('conflict').content.firstElementChild.cloneNode(true);
    const now = () => this.#wedding.conflicts.find(conflict => conflict.id === id);
    card.querySelector('.overwrite').addEventListener('click', () => now()?.overwrite());
    card.querySelector('.discard').addEventListener('click', () => now()?.discard());
    return card;
  }

  #show(card, conflict) {
    const { kind, mine, theirs } = conflict;
    const who = theirs?.updated_by ? this.#nameOf(theirs.updated_by) : 'Meanwhile';
    card.querySelector('h3').textContent = `${titleOf(conflict)} ${{
      changed: 'was changed on both devices', removed: 'was removed meanwhile', refused: 'was refused',
    }[kind]}`;
    card.querySelector('.mine').textContent = mine === null ? 'removed' : textOf(mine, mine);
    card.querySelector('.who').textContent = kind === 'changed' ? who : 'Because';
    card.querySelector('.theirs').textContent = kind === 'changed' ? textOf(theirs, mine ?? { rsvp_status: '', table_name: '' }) : reasonOf(conflict);
    card.querySelector('.overwrite').hidden = kind !== 'changed';
    card.querySelector('.discard').textContent = kind === 'changed' ? 'Keep theirs' : 'All right';
  }
}

function titleOf({ entity, row, base, theirs, mine }) {
  return entity === 'core_field_value' ? sentence(row) : (theirs ?? base ?? mine).name ?? 'A guest';
}

/** The columns of `row` that `columns` has. */
function textOf(row, columns) {
  return Object.keys(columns).map(column => show(row[column])).join(', ');
}

function show(value) {
  if (Array.isArray(value)) {
    return value.join(', ');
  }
  return value === null || value === undefined ? 'nothing' : String(value);
}

function reasonOf({ problem, kind }) {
  return kind === 'removed' ? 'Somebody has removed it' : problem.violations?.map(({ field, message }) => `${field} ${message}`).join('; ') ?? problem.detail ?? problem.title;
}

function sentence(key) {
  return key[0].toUpperCase() + key.slice(1).replaceAll('_', ' ');
}
