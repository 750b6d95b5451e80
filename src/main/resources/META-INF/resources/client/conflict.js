/** A write that the service does not take as it is, and what can become of it. It stays until somebody has decided. */
export class Conflict {
  #write;
  #outbox;

  constructor(write, outbox) {
    this.#write = write;
    this.#outbox = outbox;
  }

  get id() {
    return this.#write.id;
  }

  get entity() {
    return this.#write.entity;
  }

  /** The row's key. */
  get row() {
    return this.#write.row;
  }

  get action() {
    return this.#write.action;
  }

  /** `changed` by somebody else meanwhile, `removed` by somebody else, or `refused` because it breaks a rule. */
  get kind() {
    return this.#write.refusal.kind;
  }

  /** The problem detail of the service. */
  get problem() {
    return this.#write.refusal.problem;
  }

  /** The columns that were to be written; `null` if the row was to be removed. */
  get mine() {
    return this.#write.values;
  }

  /** The row that the writer had read. */
  get base() {
    return this.#write.base;
  }

  /** The row that the service has; `null` if there is none, or the write was refused for another reason. */
  get theirs() {
    return this.#write.refusal.current;
  }

  /** Writes mine over theirs; it is a conflict again if there is something newer than theirs by then. */
  overwrite() {
    if (this.kind !== 'changed') {
      throw new Error('There is nothing to overwrite; discard it, or change the row once more');
    }
    return this.#outbox.overwrite(this.#write);
  }

  /** Leaves the row as it is. */
  discard() {
    return this.#outbox.discard(this.#write);
  }
}
