import { flash } from './facts.js';

/** The guest list, by name. */
export class Guests {
  #root;
  #wedding;
  #list;
  #items = new Map();
  #find;

  constructor(root, wedding) {
    this.#root = root;
    this.#wedding = wedding;
    this.#list = root.querySelector('.list');
    this.#find = root.querySelector('.find');
    this.#find.addEventListener('input', () => this.draw());
    root.querySelector('.add').addEventListener('submit', event => this.#add(event));
  }

  draw() {
    const guests = this.#wedding.rows('guest').sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
    const wanted = this.#find.value.trim().toLowerCase();
    const shown = guests.filter(guest => guest.name.toLowerCase().includes(wanted));
    const coming = guests.filter(guest => guest.rsvp_status === 'accepted').length;
    this.#root.querySelector('.count').textContent = `${coming} of ${guests.length} come`;

    const ids = new Set(shown.map(guest => guest.id));
    for (const [id, item] of this.#items) {
      if (!ids.has(id)) {
        item.remove();
        this.#items.delete(id);
      }
    }
    shown.forEach((guest, place) => {
      const item = this.#items.get(guest.id) ?? this.#create(guest.id);
      // an item that is moved loses the focus
      if (this.#list.children[place] !== item) {
        this.#list.insertBefore(item, this.#list.children[place] ?? null);
      }
      this.#show(item, guest);
    });
  }

  #show(item, guest) {
    const state = JSON.stringify([guest.name, guest.rsvp_status, guest.table_name]);
    if (item.dataset.shown !== state) {
      const [answer, table] = [item.querySelector('.answer'), item.querySelector('.table')];
      item.querySelector('.name').textContent = guest.name;
      answer.value = guest.rsvp_status;
      answer.setAttribute('aria-label', `Answer of ${guest.name}`);
      table.setAttribute('aria-label', `Table of ${guest.name}`);
      item.querySelector('.remove').setAttribute('aria-label', `Remove ${guest.name}`);
      if (document.activeElement !== table) {
        table.value = guest.table_name ?? '';
      }
      if (item.dataset.shown && !item.contains(document.activeElement)) {
        flash(item);
      }
      item.dataset.shown = state;
      item.dataset.answer = guest.rsvp_status;
    }
    item.classList.toggle('pending', this.#wedding.isPending('guest', guest.id));
  }

  #create(id) {
    const item = document.getElementById('guest').content.firstElementChild.cloneNode(true);
    item.querySelector('.answer').addEventListener('change', event => this.#wedding.change('guest', id, { rsvp_status: event.target.value }));
    item.querySelector('.table').addEventListener('change', event => this.#wedding.change('guest', id, { table_name: event.target.value.trim() || null }));
    item.querySelector('.remove').addEventListener('click', () => this.#wedding.remove('guest', id));
    this.#items.set(id, item);
    return item;
  }

  #add(event) {
    event.preventDefault();
    const name = event.target.elements.name;
    if (name.value.trim()) {
      this.#wedding.create('guest', { name: name.value.trim() });
      name.value = '';
    }
  }
}
