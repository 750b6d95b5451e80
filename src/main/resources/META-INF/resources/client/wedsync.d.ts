/** Opens a couple: what is kept from earlier is there at once, the rest as soon as there is a network. */
export function openCouple(options: Options): Couple;

export interface Options {
  /** Of the service, such as `https://api.example.com`; the page's own origin if left out. */
  url?: string;
  /** The couple's id. */
  couple: string;
  /** Who is signed in. What is stored is kept apart for each user. */
  user: string;
  /** A token, or what gives one; it is asked for a new one when the service has refused the last. */
  token: string | ((hint: { refresh: boolean }) => string | Promise<string>);
  /** What the copy holds; `ENTITIES` or some of them. */
  entities?: Record<string, EntityOptions>;
  /** Where copy and queue are kept; `localStorage` if left out. */
  storage?: Storage;
  /** Tells `online` and `offline`; the window if left out. */
  network?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  fetch?: typeof globalThis.fetch;
  /** Whether to be told which members of the couple are there, and to be shown to them; not if left out. Members only. */
  presence?: boolean;
  /** Milliseconds without a byte after which a connection counts as lost; 45,000 if left out. */
  silence?: number;
}

/** The rows of each entity. */
export interface Entities {
  couple: CoupleRow;
  couple_member: Member;
  core_field_value: CoreFieldValue;
  guest: Guest;
  timeline_event: TimelineEvent;
}

type Name = keyof Entities;
type Values<E extends Name> = Partial<Omit<Entities[E], 'id' | 'version' | 'created_at' | 'updated_at'>>;

export interface Couple {
  /** Resolves when there are rows to show: at once if a copy was kept, else after the first load. */
  readonly ready: Promise<void>;
  readonly status: Status;
  /** The revision that the copy has reached. */
  readonly position: number | null;
  /** Users whose clients with `presence` are connected, this one included; empty without a connection. */
  readonly present: string[];
  /** How many writes wait to be sent or answered. */
  readonly pending: number;
  /** Writes that somebody has to decide about. */
  readonly conflicts: Conflict[];

  /** A row as it will be when the writes that wait have succeeded. */
  row<E extends Name>(entity: E, id: string): Entities[E] | undefined;
  /** All rows, in no order. */
  rows<E extends Name>(entity: E): Entities[E][];
  /** Whether the service has yet to confirm what `row` shows. */
  isPending(entity: Name, id: string): boolean;

  /**
   * These change what `row` shows before they return. The promise resolves when the write is kept in the storage, not when it was
   * sent; it rejects if the storage refuses it, and the write is sent even so.
   */
  create<E extends Name>(entity: E, values: Values<E>, id?: string): Promise<string>;
  change<E extends Name>(entity: E, id: string, values: Values<E>): Promise<void>;
  remove(entity: Name, id: string): Promise<void>;
  /** States a core field. */
  set(key: string, value: unknown): Promise<void>;
  /** Takes a core field back. */
  unset(key: string): Promise<void>;

  /** Calls `listener` with what happens; the answer is a function that ends it. */
  on<T extends keyof Events>(type: T, listener: (event: Events[T]) => void): () => void;

  /** Tries at once what waits, such as after a new sign-in. */
  retry(): void;
  /** Ends it; what waits is kept for the next time. */
  close(): Promise<void>;
  /** Ends it and removes everything from the storage, also what was not sent: for a sign-out. */
  forget(): Promise<void>;
}

export interface Events {
  /** A row looks different, or is gone, or is confirmed. */
  change: RowEvent;
  /** Everything was read anew. */
  loaded: { position: number };
  status: Status;
  /** Somebody came or went. */
  presence: { present: string[] };
  conflict: Conflict;
  /** The storage has refused something. */
  error: unknown;
}

export interface RowEvent {
  entity: Name;
  id: string;
  /** As `Couple.row` gives it. */
  row: Entities[Name] | undefined;
  /** `feed`: the service told of a change, of this device or another. `here`: a write of this device was made or settled. */
  origin: 'feed' | 'here';
  /** Of the feed: who, when and what. */
  change?: Change;
}

/** A change as the feed tells of it. */
export interface Change {
  after: number;
  revision: number;
  entity: string;
  entity_id: string;
  action: 'insert' | 'update' | 'delete';
  changed: string[];
  row: Record<string, unknown> | null;
  actor: string;
  at: string;
}

export interface Status {
  /** `ended` means that trying again does not help until `retry` is called: see `reason`. */
  state: 'opening' | 'loading' | 'connecting' | 'live' | 'waiting' | 'ended';
  /** Of `waiting`: network, shutdown, slow, token_expired, gap, forgotten, ahead, access_ended (and seen anew). Of `ended`: no_access, access_ended, unauthenticated, refused. */
  reason?: string;
  /** Milliseconds until the next try. */
  wait?: number;
  cause?: unknown;
}

export interface Conflict {
  readonly id: string;
  readonly entity: Name;
  /** The row's key. */
  readonly row: string;
  readonly action: 'create' | 'change' | 'remove';
  /** `changed` by somebody else meanwhile, `removed` by somebody else, or `refused` because it breaks a rule. */
  readonly kind: 'changed' | 'removed' | 'refused';
  /** The columns that were to be written; null if the row was to be removed. */
  readonly mine: Record<string, unknown> | null;
  /** The row that the writer had read. */
  readonly base: Record<string, unknown> | null;
  /** The row that the service has now. */
  readonly theirs: Record<string, unknown> | null;
  /** The problem detail. */
  readonly problem: Record<string, unknown>;
  /** Of `changed`: writes mine over theirs. */
  overwrite(): Promise<void>;
  /** Leaves the row as it is. */
  discard(): Promise<void>;
}

/** Each may answer with a promise. */
export interface Storage {
  get(key: string): string | null | Promise<string | null>;
  set(key: string, text: string): void | Promise<void>;
  delete(key: string): void | Promise<void>;
  keys(prefix: string): string[] | Promise<string[]>;
}

export function localStorageOf(storage: globalThis.Storage): Storage;
export function memoryStorage(): Storage;

/** How an entity is read and written; the sources have the rest. */
export interface EntityOptions {
  path: string;
  key: string;
  single?: boolean;
  pages?: number;
  defaults?: Record<string, unknown>;
  request(write: object, path: string): { method: string; path: string; headers: Record<string, string>; body?: unknown };
  written(write: object, body: any): { row: Record<string, unknown>; known: boolean };
  current(write: object, problem: Problem): Record<string, unknown> | null;
}

export const ENTITIES: Record<Name, EntityOptions>;

/** What the service refused (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly type: string;
  readonly body: Record<string, any>;
  /** Milliseconds; null if the service did not say. */
  readonly retryAfter: number | null;
}

interface Versioned {
  version: number;
  created_at?: string;
  updated_at?: string;
}

export interface CoupleRow extends Versioned {
  id: string;
  name: string;
  status: 'planning' | 'married' | 'cancelled';
  time_zone: string;
}

export interface Member extends Versioned {
  user_id: string;
  role: 'partner' | 'planner';
  display_name: string | null;
}

export interface CoreFieldValue extends Versioned {
  key: string;
  value: any;
  updated_by?: string | null;
}

export interface Guest extends Versioned {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  side: 'partner_one' | 'partner_two' | 'both' | null;
  household: string | null;
  is_child: boolean;
  rsvp_status: 'pending' | 'accepted' | 'tentative' | 'declined';
  rsvp_at: string | null;
  plus_ones_allowed: number;
  plus_one_of: string | null;
  dietary_requirements: string[];
  accessibility_needs: string | null;
  table_name: string | null;
  notes: string | null;
}

export interface TimelineEvent extends Versioned {
  id: string;
  title: string;
  description: string | null;
  location: string | null;
  starts_at: string;
  ends_at: string | null;
  supplier_id: string | null;
}
