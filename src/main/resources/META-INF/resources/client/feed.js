import { isTransient, Problem } from './api.js';
import { Backoff } from './backoff.js';
import { Emitter } from './emitter.js';
import { eventsIn } from './events.js';
import { Pause } from './pause.js';

/** A connection that lasted this long was a good one: the next back-off begins anew. */
const PROVEN = 5000;

/** Reasons that concern this client alone: no herd comes back with it, so it need not wait. */
const OWN = new Set(['forgotten', 'gap', 'slow', 'token_expired']);

/**
 * Follows the changes of a couple, for ever:
 *
 *     loading ──> connecting ──> live ──┐
 *        ^            ^                 │ connection lost, silent or ended by the service
 *        │            └──── waiting <───┤
 *        └── too far behind, or ahead ──┤
 *                                       └──> ended: no access any more
 *
 * Emits `status` on each of these, `change` for each change, once and in order, `position` where some were withheld, and `presence`
 * with the users who are there, if that was asked for.
 */
export class Feed extends Emitter {
  #api;
  #path;
  #load;
  #presence;
  #silence;
  #backoff;
  #pause = new Pause();
  #connection = new AbortController();
  #position;
  #gapAt = null;
  #trust = true;
  #closed = false;

  /**
   * @param load reads everything anew and answers with the position
   * @param position where the copy stands, `null` if there is none
   * @param presence whether to be told who is there, and to be shown
   * @param silence milliseconds without a byte after which a connection counts as lost; the service sends a heartbeat every 20 s
   */
  constructor({ api, path, load, position = null, presence = false, silence = 45_000, backoff = new Backoff() }) {
    super();
    this.#api = api;
    this.#path = path;
    this.#load = load;
    this.#position = position;
    this.#presence = presence;
    this.#silence = silence;
    this.#backoff = backoff;
  }

  async run() {
    while (!this.#closed) {
      this.#connection = new AbortController();
      try {
        await this.#loadIfNeeded();
        await this.#follow();
      } catch (failure) {
        await this.#recover(failure);
      }
    }
  }

  /** Tries at once: the network is back, or there is a new token. */
  wake() {
    this.#pause.end();
  }

  /** The network is gone; a connection need not wait for its silence. */
  disconnect() {
    this.#connection.abort(new Error('The network is gone'));
  }

  close() {
    this.#closed = true;
    this.disconnect();
    this.wake();
  }

  async #loadIfNeeded() {
    if (this.#position === null) {
      this.emit('status', { state: 'loading' });
      this.#position = await this.#load({ trust: this.#trust, signal: this.#connection.signal });
      this.#trust = true;
    }
  }

  async #follow() {
    this.emit('status', { state: 'connecting' });
    const watchdog = this.#watchdog();
    let opened = Infinity;
    try {
      const response = await this.#api.send('GET', `${this.#path}/changes${this.#presence ? '?presence=true' : ''}`, {
        headers: { Accept: 'text/event-stream', 'Last-Event-ID': String(this.#position) },
        signal: this.#connection.signal,
      });
      if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
        throw new Lost('Somebody else has answered'); // such as the sign-in page of a public network
      }
      opened = Date.now();
      this.emit('status', { state: 'live' });
      for await (const event of eventsIn(response.body, watchdog.heard)) {
        this.#take(event);
      }
      throw new Lost('The connection has ended');
    } finally {
      watchdog.end();
      if (Date.now() - opened > PROVEN) {
        this.#backoff.reset();
      }
    }
  }

  #take({ type, data }) {
    switch (type) {
      case 'retry': this.#backoff.base = Number(data); break;
      case 'change': this.#advance(JSON.parse(data), change => this.emit('change', change)); break;
      case 'position': this.#advance(JSON.parse(data), () => this.emit('position', this.#position)); break;
      case 'presence': this.emit('presence', JSON.parse(data).present); break;
      case 'reset': throw new Reset(JSON.parse(data).reason);
      case 'bye': throw new Bye(JSON.parse(data));
      default: // of a later version of the protocol
    }
  }

  /** Goes on to a revision, unless it was seen; refuses to if something between was missed. */
  #advance(step, then) {
    if (step.revision <= this.#position) {
      return;
    }
    if (step.after > this.#position) {
      throw new Gap(this.#position);
    }
    this.#position = step.revision;
    this.#gapAt = null;
    this.#backoff.reset();
    then(step);
  }

  async #recover(failure) {
    const cause = this.#connection.signal.aborted ? this.#connection.signal.reason : failure;
    this.#connection.abort(); // whatever of it is still open
    if (this.#closed) {
      return;
    }
    const ending = this.#ending(failure);
    if (ending) {
      this.emit('status', { state: 'ended', reason: ending, cause });
      await this.#pause.wait(Infinity);
      return;
    }
    const reason = this.#reason(failure);
    const wait = this.#backoff.failures === 0 && OWN.has(reason) ? 0 : this.#backoff.next(failure.retryAfter ?? 0);
    this.emit('status', { state: 'waiting', reason, wait, cause });
    await this.#pause.wait(wait);
  }

  /** Why trying again would not help; `null` if it may. */
  #ending(failure) {
    if (failure instanceof Bye) {
      return failure.reconnect ? null : failure.reason;
    }
    if (!(failure instanceof Problem) || failure.status === 410 || isTransient(failure)) {
      return null;
    }
    return { 401: 'unauthenticated', 403: 'no_access', 404: 'no_access' }[failure.status] ?? 'refused';
  }

  /** Why to try again, and from where. */
  #reason(failure) {
    if (failure instanceof Bye) {
      return failure.reason === 'access_ended' ? this.#forget('access_ended') : failure.reason; // sees more or less than before
    }
    if (failure instanceof Problem && failure.status === 410) {
      return this.#forget(failure.body.revision < this.#position ? 'ahead' : 'forgotten');
    }
    if (failure instanceof Reset) {
      return this.#forget(failure.reason);
    }
    if (failure instanceof Gap && this.#gapAt === failure.position) {
      return this.#forget('gap'); // asked again from there, and missed again
    }
    if (failure instanceof Gap) {
      this.#gapAt = failure.position;
      return 'gap';
    }
    return 'network';
  }

  #forget(reason) {
    this.#position = null;
    this.#gapAt = null;
    this.#trust = reason !== 'ahead'; // a database that was restored has other rows under the same revisions
    return reason;
  }

  #watchdog() {
    const bark = () => this.#connection.abort(new Error('The connection fell silent'));
    let timer = setTimeout(bark, this.#silence);
    return {
      heard: () => {
        clearTimeout(timer);
        timer = setTimeout(bark, this.#silence);
      },
      end: () => clearTimeout(timer),
    };
  }
}

class Lost extends Error {}

class Gap extends Error {
  constructor(position) {
    super(`Changes after ${position} are missing`);
    this.position = position;
  }
}

class Reset extends Error {
  constructor(reason) {
    super(`The feed cannot go on from here: ${reason}`);
    this.reason = reason;
  }
}

class Bye extends Error {
  constructor({ reason, reconnect }) {
    super(`The service has ended the stream: ${reason}`);
    this.reason = reason;
    this.reconnect = reconnect;
  }
}
