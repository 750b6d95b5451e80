/** The network of one device, with a switch. It behaves like the browser's: fetch fails, and events tell. */
export class Network extends EventTarget {
  #line = new AbortController();

  fetch = (url, options) => fetch(url, { ...options, signal: AbortSignal.any([this.#line.signal, options.signal].filter(Boolean)) });

  connect() {
    this.#line = new AbortController();
    this.dispatchEvent(new Event('online'));
  }

  /** Cuts what is open and refuses what follows. */
  cut() {
    this.#line.abort(new TypeError('The network is switched off'));
    this.dispatchEvent(new Event('offline'));
  }
}
