/** Tells listeners what happens. A listener that fails is reported and harms no other. */
export class Emitter {
  #listeners = new Map();

  /** Calls `listener` with what happens; the answer is a function that ends it. */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit(type, detail) {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) {
      try {
        listener(detail);
      } catch (failure) {
        (globalThis.reportError ?? console.error)(failure);
      }
    }
  }
}
