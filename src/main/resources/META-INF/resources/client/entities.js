/**
 * The things of a couple that a copy holds: where they are read, which column names a row, and how they are written.
 * Apps may leave some out, or add one in the same form.
 */

/** A row with a resource of its own: PUT with an id that the client made, PATCH and DELETE of the version that was seen. */
const ROW = {
  request(write, path) {
    const own = `${path}/${encodeURIComponent(write.row)}`;
    switch (write.action) {
      case 'create': return { method: 'PUT', path: own, headers: {}, body: write.values };
      case 'change': return { method: 'PATCH', path: own, headers: { 'If-Match': `"${write.seen}"` }, body: write.values };
      default: return { method: 'DELETE', path: own, headers: { 'If-Match': `"${write.seen}"` } };
    }
  },
  /** The row as it was written, and whether the writer knows it now: then it is what a next change begins from. */
  written: (write, body) => ({ row: body, known: true }),
  /** The row that was found instead of the one that was seen. */
  current: (write, problem) => problem.body.current ?? null,
};

/** A core field: the service merges by the field's rule, and asks only where the rule says so. */
const FIELD = {
  request(write, path) {
    if (write.action === 'remove') {
      return ROW.request(write, path);
    }
    const change = { key: write.row, value: write.values.value, base_version: write.seen ?? 0 };
    if (write.base) {
      change.base_value = write.base.value;
    }
    return { method: 'PATCH', path, headers: {}, body: { changes: [change] } };
  },
  written(write, body) {
    const { resolution, ...row } = body.data[0];
    return { row, known: resolution === 'written' || resolution === 'unchanged' };
  },
  current(write, problem) {
    const conflict = problem.body.conflicts?.find(each => each.key === write.row);
    if (!conflict) {
      return ROW.current(write, problem);
    }
    return conflict.theirs === undefined || conflict.theirs === null ? null
      : { key: conflict.key, value: conflict.theirs, version: conflict.theirs_version, updated_by: conflict.who, updated_at: conflict.when };
  },
};

const NEW_GUEST = {
  email: null, phone: null, side: null, household: null, is_child: false, rsvp_status: 'pending', rsvp_at: null, plus_ones_allowed: 0,
  plus_one_of: null, dietary_requirements: [], accessibility_needs: null, table_name: null, notes: null,
};

export const ENTITIES = {
  couple: { path: '', key: 'id', single: true, ...ROW, request: (write, path) => ({ ...ROW.request(write, path), path }) },
  couple_member: { path: '/members', key: 'user_id', ...ROW },
  core_field_value: { path: '/core-fields', key: 'key', ...FIELD },
  guest: { path: '/guests', key: 'id', pages: 500, defaults: NEW_GUEST, ...ROW },
  timeline_event: {
    path: '/timeline', key: 'id', pages: 500,
    defaults: { description: null, location: null, ends_at: null, supplier_id: null }, ...ROW,
  },
};
