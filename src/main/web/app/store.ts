/** What the service has said so far: the newest answer of each resource, and how old it is. */

import { get, isLoggedIn, Refused } from './api';

export interface Resource {
  readonly name: string;
  /** Address, asked for anew at each refresh: ranges move. */
  readonly path: () => string;
  /** How often it is asked for, in seconds; `pass`: after each reading of the database too. */
  every: number;
  readonly pass: boolean;
  /** Asked for only where that one has been answered. */
  readonly after: string | null;
  /** Statuses whose body is an answer all the same. */
  readonly also: number[];
  data: unknown;
  /** When the answer came, by this browser's clock. */
  at: number | null;
  problem: Refused | null;
  /** When it was asked for last. */
  tried: number | null;
  busy: boolean;
}

type Listener = (name: string) => void;

const resources = new Map<string, Resource>();
const listeners: Listener[] = [];

export function resource(
  name: string,
  path: () => string,
  every: number,
  more: { pass?: boolean; also?: number[]; after?: string } = {},
): void {
  resources.set(name, {
    name,
    path,
    every,
    pass: more.pass ?? false,
    also: more.also ?? [],
    after: more.after ?? null,
    data: null,
    at: null,
    problem: null,
    tried: null,
    busy: false,
  });
}

export function state(name: string): Resource {
  const found = resources.get(name);
  if (!found) {
    throw new Error(`there is no resource ${name}`);
  }
  return found;
}

export function data<T>(name: string): T | null {
  return state(name).data as T | null;
}

export function onChange(listener: Listener): void {
  listeners.push(listener);
}

function changed(name: string): void {
  listeners.forEach(listener => listener(name));
}

/** Takes what came another way, as by the stream. */
export function put(name: string, value: unknown): void {
  const target = state(name);
  target.data = value;
  target.at = Date.now();
  target.problem = null;
  changed(name);
}

export async function refresh(name: string): Promise<void> {
  const target = state(name);
  if (target.busy || !isLoggedIn() || (target.after !== null && state(target.after).data === null)) {
    return;
  }
  target.busy = true;
  target.tried = Date.now();
  const path = target.path();
  try {
    const answer = await get<unknown>(path, target.also);
    if (isLoggedIn() && (path === target.path() || target.data === null)) {
      put(name, answer);
    }
  } catch (failure) {
    target.problem = failure instanceof Refused ? failure : new Refused(0, String(failure));
    changed(name);
  } finally {
    target.busy = false;
  }
  if (path !== target.path()) {
    await refresh(name); // what is asked for was changed meanwhile
  }
}

export function refreshAfterPass(): void {
  resources.forEach(one => one.pass && void refresh(one.name));
}

export function refreshAll(): void {
  resources.forEach(one => one.every > 0 && void refresh(one.name));
}

/** Asks for what is due; a page that nobody looks at asks for nothing. */
export function tick(): void {
  if (document.hidden) {
    return;
  }
  const now = Date.now();
  resources.forEach(one => {
    // what this version does not have is asked for no more
    const gone = one.problem?.status === 404 && one.data === null;
    if (one.every > 0 && !gone && now - (one.tried ?? 0) >= one.every * 1000) {
      void refresh(one.name);
    }
  });
}

export function forgetAll(): void {
  resources.forEach(one => {
    one.data = null;
    one.at = null;
    one.problem = null;
    one.tried = null;
  });
}

/** Seconds since the answer came; `null` if there is none. */
export function age(name: string): number | null {
  const at = state(name).at;
  return at === null ? null : (Date.now() - at) / 1000;
}
