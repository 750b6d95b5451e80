import { openCouple } from '/client/wedsync.js';
import { Conflicts } from './conflicts.js';
import { Facts } from './facts.js';
import { Guests } from './guests.js';
import { Network } from './network.js';
import { News } from './news.js';

/** A pane of the page: a client of its own, with a network of its own. */
export class Device {
  #wedding;
  #person;
  #root;
  #parts;
  #drawing = false;
  #told = new Map();

  constructor(parent, { kind, person, couple }) {
    const network = new Network();
    this.#person = person;
    this.#root = document.getElementById('device').content.firstElementChild.cloneNode(true);
    this.#root.classList.add(kind);
    this.#wedding = openCouple({ couple, user: person.user, token: person.token, network, fetch: network.fetch, presence: true });
    const nameOf = user => this.#nameOf(user);
    this.#parts = [
      new Facts(this.#root.querySelector('.facts'), this.#wedding, person),
      new Guests(this.#root.querySelector('.guests'), this.#wedding),
      new Conflicts(this.#root.querySelector('.conflicts'), this.#wedding, nameOf),
      new News(this.#root.querySelector('.news ol'), this.#wedding, nameOf),
    ];
    this.#title(kind);
    this.#switch(network);
    for (const event of ['change', 'loaded', 'status', 'presence', 'conflict']) {
      this.#wedding.on(event, () => this.#draw());
    }
    this.#wedding.on('error', failure => console.error(failure));
    this.#draw();
    parent.append(this.#root);
  }

  #switch(network) {
    this.#root.querySelector('[role=switch]').addEventListener('change', ({ target }) => {
      target.checked ? network.connect() : network.cut();
      this.#draw();
    });
  }

  /** Many changes at once are one picture. */
  #draw() {
    if (!this.#drawing) {
      this.#drawing = true;
      queueMicrotask(() => {
        this.#drawing = false;
        this.#title(this.#root.classList[1]);
        this.#state();
        this.#parts.forEach(part => part.draw());
      });
    }
  }

  #title(kind) {
    this.#say('h2', `${this.#nameOf(this.#person.user)}’s ${kind}`);
  }

  #state() {
    const { state, reason } = this.#wedding.status;
    const pending = this.#wedding.pending;
    const words = {
      opening: 'Opening', loading: 'Loading', connecting: 'Connecting', live: 'Up to date',
      waiting: 'Offline', ended: `Ended: ${reason}`,
    };
    this.#root.dataset.state = state;
    this.#root.dataset.position = this.#wedding.position;
    this.#root.dataset.pending = pending;
    const others = this.#wedding.present.filter(user => user !== this.#person.user).map(user => `${this.#nameOf(user)} is here`);
    this.#say('.state .text', [words[state], ...(pending ? [`${pending} to send`] : []), ...others].join(' · '));
  }

  /** Screen readers repeat what is written anew, so nothing is that has not changed. */
  #say(selector, text) {
    if (this.#told.get(selector) !== text) {
      this.#told.set(selector, text);
      this.#root.querySelector(selector).textContent = text;
    }
  }

  #nameOf(user) {
    const name = this.#wedding.row('couple_member', user)?.display_name ?? 'Somebody';
    return name.split(' ')[0];
  }
}
