/** The operations API. The token is in a variable of this module: never stored, never part of an address. */

let token: string | null = null;

const UNDER_WAY = 3;
let underWay = 0;
const waiting: (() => void)[] = [];

/** Why there is no answer, as a problem detail or as the network has it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: unknown = null,
  ) {
    super(message);
  }
}

export function remember(value: string | null): void {
  token = value;
}

export function isLoggedIn(): boolean {
  return token !== null;
}

function headers(more: Record<string, string>): Record<string, string> {
  return { Authorization: `Bearer ${token ?? ''}`, ...more };
}

/** Few at a time: the page must not be the load that it shows. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= UNDER_WAY) {
    await new Promise<void>(resume => waiting.push(resume));
  }
  underWay++;
  try {
    return await work();
  } finally {
    underWay--;
    waiting.shift()?.();
  }
}

async function refusal(answer: Response): Promise<Refused> {
  const body: unknown = await answer.json().catch(() => null);
  const problem = body as { title?: string; detail?: string } | null;
  return new Refused(answer.status, problem?.detail ?? problem?.title ?? `answered ${answer.status}`, body);
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, cache: 'no-store', credentials: 'omit' });
  } catch (failure) {
    throw new Refused(0, 'the service cannot be reached', failure);
  }
}

/** `also` are statuses whose body is an answer all the same. */
export function get<T>(path: string, also: number[] = []): Promise<T> {
  return inTurn(async () => {
    const answer = await send(path, { headers: headers({ Accept: 'application/json' }), signal: AbortSignal.timeout(20_000) });
    if (!answer.ok && !also.includes(answer.status)) {
      throw await refusal(answer);
    }
    return (await answer.json()) as T;
  });
}

export async function post<T>(path: string, body: unknown, also: number[] = []): Promise<T> {
  const answer = await send(path, {
    method: 'POST',
    headers: headers({ Accept: 'application/json', 'Content-Type': 'application/json' }),
    body: JSON.stringify(body),
  });
  if (!answer.ok && !also.includes(answer.status)) {
    throw await refusal(answer);
  }
  return (await answer.json().catch(() => null)) as T;
}

/** Events as they come, until the stream ends; `EventSource` could not send the token. */
export async function* events(path: string, signal: AbortSignal): AsyncGenerator<{ name: string; data: string }> {
  const answer = await send(path, { headers: headers({ Accept: 'text/event-stream' }), signal });
  if (!answer.ok || !answer.body) {
    throw await refusal(answer);
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    text += value;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const data = field(lines, 'data');
      if (data !== undefined) {
        yield { name: field(lines, 'event') ?? 'message', data };
      }
    }
  }
}

function field(lines: string[], name: string): string | undefined {
  return lines.find(line => line.startsWith(name + ': '))?.slice(name.length + 2);
}
