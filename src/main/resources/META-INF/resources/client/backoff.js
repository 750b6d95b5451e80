/**
 * How long to wait before the next try: chance between nothing and a bound that doubles, so that clients that were cut off together
 * do not come back together.
 */
export class Backoff {
  #base;
  #max;
  #random;
  #failures = 0;

  constructor({ base = 1000, max = 30_000, random = Math.random } = {}) {
    this.#base = base;
    this.#max = max;
    this.#random = random;
  }

  /** What the server asks for (`retry:`), in milliseconds. */
  set base(milliseconds) {
    this.#base = milliseconds;
  }

  /** Milliseconds to wait now, at least `atLeast` (`Retry-After`), which is spread as well. */
  next(atLeast = 0) {
    const bound = Math.min(this.#max, this.#base * 2 ** this.#failures++);
    return Math.round(atLeast + this.#random() * bound);
  }

  get failures() {
    return this.#failures;
  }

  reset() {
    this.#failures = 0;
  }
}
