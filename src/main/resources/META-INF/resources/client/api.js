/** What the service refused: a problem detail (RFC 9457). */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.type = body.type ?? 'about:blank';
    this.body = body;
    /** Milliseconds; `null` if the service did not say. */
    this.retryAfter = retryAfter;
  }
}

const SECOND = 1000;
const OVERTAKEN = new Set(['40001', '40P01']); // SQLSTATE: the transaction lost against another, and may be tried again

/** Whether the same request may succeed later: a lost network, a service that is busy, another write under way. */
export function isTransient(failure) {
  if (!(failure instanceof Problem)) {
    return true;
  }
  return failure.status >= 500 || failure.status === 408 || failure.status === 429
    || (failure.status === 409 && (failure.retryAfter !== null || OVERTAKEN.has(failure.body.code)));
}

/** Requests with a bearer token. */
export class Api {
  #url;
  #token;
  #fetch;

  /** `token` is a text, or a function that gives one; it is called with `{refresh: true}` when the service refused the last. */
  constructor({ url, token, fetch }) {
    this.#url = url.replace(/\/+$/, '');
    this.#token = typeof token === 'function' ? token : () => token;
    this.#fetch = fetch;
  }

  /** The response, if it is a success or 304. @throws {Problem} and what fetch throws when there is no network */
  async send(method, path, { headers = {}, body, signal } = {}) {
    let response = await this.#try(method, path, headers, body, signal, false);
    if (response.status === 401) {
      await response.body?.cancel();
      response = await this.#try(method, path, headers, body, signal, true);
    }
    if (response.ok || response.status === 304) {
      return response;
    }
    throw new Problem(response.status, await problemIn(response), retryAfter(response));
  }

  /** Like `send`, and given up after a while: a network may swallow a request. */
  async exchange(method, path, { headers, body, signal, timeout = 30 * SECOND } = {}) {
    const limit = new AbortController();
    const giveUp = () => limit.abort(signal?.reason ?? new Error('No answer in time'));
    const timer = setTimeout(giveUp, timeout);
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted) {
      giveUp();
    }
    try {
      const response = await this.send(method, path, { headers, body, signal: limit.signal });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async #try(method, path, headers, body, signal, refresh) {
    const token = await this.#token({ refresh });
    return this.#fetch(this.#url + path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      cache: 'no-store', // the copy is the cache; conditional requests are its own
    });
  }
}

async function problemIn(response) {
  try {
    return (await response.json()) ?? {};
  } catch {
    return {}; // a proxy's page
  }
}

function retryAfter(response) {
  const header = response.headers.get('Retry-After');
  if (header === null) {
    return null;
  }
  const wait = /^\d+$/.test(header) ? Number(header) * SECOND : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}
