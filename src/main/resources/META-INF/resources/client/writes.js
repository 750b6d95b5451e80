import { timeOrderedId } from './ids.js';

/**
 * A write is what somebody wants of one row: to create, change or remove it. It is plain data, so that it outlives the page.
 *
 *   id       its place in the order of writes
 *   key      the Idempotency-Key: a new one whenever the request becomes another one
 *   seen     the version that the writer had read, `null` if there was none
 *   base     the row that the writer had read
 *   values   the columns that are to be written
 *   tries    how often it was sent
 *   refusal  why the service does not take it as it is; a person decides
 */
export function newWrite(action, entity, row, values, base) {
  return { id: timeOrderedId(), key: timeOrderedId(), action, entity, row, values, base, seen: base?.version ?? null, tries: 0, refusal: null };
}

/** The same write as another request. */
export function renewed(write, changes) {
  return { ...write, ...changes, key: timeOrderedId(), tries: 0, refusal: null };
}

/**
 * One write instead of two of the same row, the first of which was not sent yet, or refused; `null` if both cancel each other out.
 * Something that was not sent can still be anything; what was, might have happened.
 */
export function joined(first, second) {
  if (second.action === 'remove' && first.action === 'create') {
    return null;
  }
  const values = second.action === 'remove' ? null : { ...first.values, ...second.values };
  const both = renewed(first, { action: second.action === 'remove' ? 'remove' : first.action, values });
  // other values may please the service; but who has changed the row meanwhile is still to be answered
  return first.refusal?.kind === 'refused' ? both : { ...both, refusal: first.refusal };
}

/** A row as it will be if the write succeeds; `undefined` if it will be gone. */
export function foreseen(row, write, entity) {
  switch (write.action) {
    case 'create': return row ?? { ...entity.defaults, ...write.values, [entity.key]: write.row };
    // of a row that is not here any more, or not yet, a part would be shown
    case 'change': return row || write.seen === null ? { [entity.key]: write.row, ...row, ...write.values } : undefined;
    default: return undefined;
  }
}

/** Whether both have changed the same column to something else; if not, neither takes anything from the other. */
export function clashes(write, current) {
  return write.action !== 'change' || !current || !write.base || Object.keys(write.values).some(column =>
    !same(write.base[column], current[column]) && !same(write.values[column], current[column]));
}

function same(one, other) {
  return comparable(one) === comparable(other);
}

/** A moment has several forms: lists write `Z`, the feed `+00:00`. */
function comparable(value) {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : JSON.stringify(value ?? null);
}
