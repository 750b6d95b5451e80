/** Keeps the local copy in the storage, not with every change but soon after some. */
export class CopyKeeper {
  #rows;
  #storage;
  #key;
  #delay;
  #timer;

  constructor({ rows, storage, key, delay = 500 }) {
    this.#rows = rows;
    this.#storage = storage;
    this.#key = key;
    this.#delay = delay;
  }

  /** Whether there was a copy. */
  async restore() {
    try {
      return this.#rows.restore(await this.#storage.get(this.#key));
    } catch {
      return false; // not readable: it is loaded anew
    }
  }

  changed() {
    this.#timer ??= setTimeout(() => this.save(), this.#delay);
  }

  /** A copy that cannot be kept is loaded anew next time; that is all. */
  async save() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.#storage.set(this.#key, this.#rows.save());
    } catch {
      await this.#storage.delete(this.#key);
    }
  }
}
