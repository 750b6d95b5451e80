/** A wait that somebody may cut short. */
export class Pause {
  #end = () => {};

  /** Resolves after `milliseconds`, or when `end` is called; `Infinity` waits for that. */
  wait(milliseconds) {
    return new Promise(resolve => {
      // a timer of more than 24 days fires at once
      const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined;
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  end() {
    this.#end();
  }
}
