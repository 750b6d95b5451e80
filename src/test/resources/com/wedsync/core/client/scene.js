/** A service that does what a test says, and a client of it. */
export const COUPLE = '019b0b02-0380-73df-a9fa-9469ea21dffb';

const PATH = `/api/couples/${COUPLE}`;

export class Scene {
  guests = [guest('arthur', 'Arthur Byrne')];
  fields = [{ key: 'guest_count', value: 84, version: 3 }];
  revision = 10;
  /** Requests as they came: `{method, path, headers, body}`. */
  requests = [];
  /** Event streams that are open. */
  streams = [];
  #answers = [];

  /** What the next write is answered with: `{status, body, headers}`, a function of the request, or an Error for a lost network. */
  answer(...answers) {
    this.#answers.push(...answers);
    return this;
  }

  open({ openCouple, memoryStorage }, options = {}) {
    return openCouple({
      couple: COUPLE, user: 'emma', token: 'token', storage: memoryStorage(), network: new EventTarget(),
      fetch: (url, request) => this.#fetch(url, request), ...options,
    });
  }

  /** Sends events to the stream that is open. */
  send(...events) {
    const text = events.map(([type, data]) => `event: ${type}\nid: ${data.revision}\ndata: ${JSON.stringify(data)}\n\n`).join('');
    this.streams.at(-1).enqueue(new TextEncoder().encode(text));
  }

  change(entity, row, { action = 'update', after = this.revision, id = row?.id ?? row?.key } = {}) {
    this.revision = after + 1;
    return ['change', { after, revision: after + 1, entity, entity_id: id, action, changed: [], row, actor: 'user:jake', at: '2026-06-01T12:00:00Z' }];
  }

  writes() {
    return this.requests.filter(request => request.method !== 'GET');
  }

  opened() {
    return this.requests.filter(request => request.path.startsWith(`${PATH}/changes`)).map(request => request.headers['Last-Event-ID']);
  }

  loads() {
    return this.requests.filter(request => request.method === 'GET' && request.path.startsWith(`${PATH}/guests`)).length;
  }

  async #fetch(path, { method, headers, body, signal }) {
    const request = { method, path, headers, body: body && JSON.parse(body) };
    this.requests.push(request);
    if (path.startsWith(`${PATH}/changes`)) {
      return this.#stream(signal);
    }
    if (method !== 'GET') {
      return this.#write(request);
    }
    const lists = { '/members': [], '/core-fields': this.fields, '/guests?limit=500': this.guests, '/timeline?limit=500': [] };
    const list = lists[path.slice(PATH.length)];
    return json(200, list ? { data: list, next_cursor: null } : { id: COUPLE, name: 'Emma & Jake', version: 1 }, { ETag: `"${this.revision}"` });
  }

  async #write(request) {
    const next = this.#answers.shift();
    const answer = typeof next === 'function' ? await next(request) : next;
    if (!answer || answer instanceof Error) {
      throw answer ?? new TypeError('No network');
    }
    return json(answer.status ?? 200, answer.body, answer.headers);
  }

  #stream(signal) {
    const body = new ReadableStream({
      start: stream => {
        this.streams.push(stream);
        signal.addEventListener('abort', () => {
          try {
            stream.error(signal.reason);
          } catch {
            // it was closed before
          }
        });
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }
}

export function guest(id, name, more = {}) {
  return { id, name, rsvp_status: 'pending', table_name: null, version: 1, ...more };
}

export function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)} but was ${JSON.stringify(actual)}`);
  }
}

export async function eventually(condition) {
  for (const end = Date.now() + 5000; !condition();) {
    if (Date.now() > end) {
      throw new Error(`It did not happen: ${condition}`);
    }
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function json(status, body, headers = {}) {
  return new Response(body === undefined || status === 204 ? null : JSON.stringify(body), { status, headers });
}
