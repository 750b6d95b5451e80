import { equal, eventually, guest, Scene } from './scene.js';

async function ready(client, scene, options) {
  const couple = scene.open(client, options);
  await couple.ready;
  await eventually(() => couple.status.state === 'live');
  return couple;
}

export async function a_write_is_seen_at_once_and_sent_with_the_version_that_was_seen(client) {
  const scene = new Scene().answer({ body: guest('arthur', 'Arthur Byrne', { table_name: '4', version: 2 }) });
  const couple = await ready(client, scene);
  const kept = couple.change('guest', 'arthur', { table_name: '4' });
  equal([couple.row('guest', 'arthur').table_name, couple.isPending('guest', 'arthur')], ['4', true]);
  await kept;
  await eventually(() => couple.pending === 0);
  const [{ method, headers, body }] = scene.writes();
  equal([method, headers['If-Match'], body], ['PATCH', '"1"', { table_name: '4' }]);
  equal(couple.row('guest', 'arthur').version, 2);
  await couple.close();
}

export async function a_lost_answer_is_asked_for_again_with_the_same_key_and_body(client) {
  const scene = new Scene().answer(new TypeError('lost'), { body: guest('arthur', 'Arthur Byrne', { table_name: '4', version: 2 }) });
  const couple = await ready(client, scene);
  await couple.change('guest', 'arthur', { table_name: '4' });
  await eventually(() => scene.writes().length === 1);
  couple.retry();
  await eventually(() => couple.pending === 0);
  const [first, second] = scene.writes();
  equal([second.headers, second.body], [first.headers, first.body]);
  await couple.close();
}

export async function what_is_said_while_a_write_is_under_way_goes_on_top_of_its_answer(client) {
  let release;
  const underWay = new Promise(resolve => { release = resolve; });
  const scene = new Scene().answer(
    async () => { await underWay; return { body: guest('arthur', 'Arthur Byrne', { table_name: '4', version: 2 }) }; },
    { body: guest('arthur', 'Arthur Byrne', { table_name: '5', notes: 'x', version: 3 }) });
  const couple = await ready(client, scene);
  await couple.change('guest', 'arthur', { table_name: '4' });
  await eventually(() => scene.writes().length === 1);
  await couple.change('guest', 'arthur', { table_name: '5' });
  await couple.change('guest', 'arthur', { notes: 'x' });
  release();
  await eventually(() => couple.pending === 0);
  equal(scene.writes().map(({ headers, body }) => [headers['If-Match'], body]), [['"1"', { table_name: '4' }], ['"2"', { table_name: '5', notes: 'x' }]]);
  await couple.close();
}

export async function a_core_field_that_was_kept_otherwise_is_not_overwritten_unseen(client) {
  const kept = { data: [{ key: 'guest_count', value: 95, version: 4, resolution: 'kept' }] };
  let release;
  const underWay = new Promise(resolve => { release = resolve; });
  const scene = new Scene().answer(async () => { await underWay; return { body: kept }; }, { body: kept });
  const couple = await ready(client, scene);
  await couple.set('guest_count', 90);
  await eventually(() => scene.writes().length === 1);
  await couple.set('guest_count', 91);
  release();
  await eventually(() => couple.pending === 0);
  equal(scene.writes().map(({ body }) => body.changes[0]), [
    { key: 'guest_count', value: 90, base_version: 3, base_value: 84 }, { key: 'guest_count', value: 91, base_version: 3, base_value: 84 }]);
  equal(couple.row('core_field_value', 'guest_count').value, 95);
  await couple.close();
}

export async function changes_of_other_columns_are_joined_without_a_question(client) {
  const theirs = guest('arthur', 'Arthur Byrne', { rsvp_status: 'accepted', version: 2 });
  const scene = new Scene().answer({ status: 412, body: { status: 412, current: theirs } }, { body: { ...theirs, table_name: '4', version: 3 } });
  const couple = await ready(client, scene);
  await couple.change('guest', 'arthur', { table_name: '4' });
  await eventually(() => couple.pending === 0);
  const [first, second] = scene.writes();
  equal([second.headers['If-Match'], couple.conflicts.length], ['"2"', 0]);
  equal(first.headers['Idempotency-Key'] === second.headers['Idempotency-Key'], false);
  await couple.close();
}

export async function a_conflict_waits_for_a_decision_and_lets_others_pass_also_after_a_restart(client) {
  const theirs = guest('arthur', 'Arthur Byrne', { table_name: '9', version: 2 });
  const storage = client.memoryStorage();
  const scene = new Scene().answer({ status: 412, body: { status: 412, current: theirs } }, { status: 201, body: guest('mei', 'Mei Chen') });
  let couple = await ready(client, scene, { storage });
  await couple.change('guest', 'arthur', { table_name: '4' });
  await couple.create('guest', { name: 'Mei Chen' }, 'mei');
  await eventually(() => couple.pending === 0);
  await couple.close();

  couple = await ready(client, scene, { storage });
  const [conflict] = couple.conflicts;
  equal([conflict.kind, conflict.mine, conflict.theirs.table_name, couple.row('guest', 'mei').name], ['changed', { table_name: '4' }, '9', 'Mei Chen']);
  scene.answer({ body: { ...theirs, table_name: '4', version: 3 } });
  await conflict.overwrite();
  await eventually(() => couple.pending === 0);
  equal([scene.writes().at(-1).headers['If-Match'], couple.conflicts.length, couple.row('guest', 'arthur').table_name], ['"2"', 0, '4']);
  await couple.close();
}

export async function what_breaks_a_rule_is_sent_again_when_it_is_corrected(client) {
  const scene = new Scene().answer({ status: 422, body: { status: 422, violations: [{ field: 'name', message: 'must not be blank' }] } });
  const couple = await ready(client, scene);
  await couple.create('guest', { name: ' ' }, 'mei');
  await eventually(() => couple.conflicts.length === 1);
  equal([couple.conflicts[0].kind, couple.row('guest', 'mei')], ['refused', undefined]);
  scene.answer({ status: 201, body: guest('mei', 'Mei Chen') });
  await couple.change('guest', 'mei', { name: 'Mei Chen' });
  await eventually(() => couple.pending === 0);
  equal([scene.writes().at(-1).method, couple.conflicts.length, couple.row('guest', 'mei').name], ['PUT', 0, 'Mei Chen']);
  await couple.close();
}

export async function an_answer_does_not_bring_back_a_row_that_has_ended_since(client) {
  let release;
  const underWay = new Promise(resolve => { release = resolve; });
  const scene = new Scene().answer(async () => { await underWay; return { body: guest('arthur', 'Arthur Byrne', { table_name: '4', version: 2 }) }; });
  const couple = await ready(client, scene);
  await couple.change('guest', 'arthur', { table_name: '4' });
  await eventually(() => scene.writes().length === 1);
  scene.send(scene.change('guest', guest('arthur', 'Arthur Byrne', { table_name: '4', version: 2 })), scene.change('guest', null, { action: 'delete', id: 'arthur' }));
  await eventually(() => couple.position === 12);
  release();
  await eventually(() => couple.pending === 0);
  equal(couple.row('guest', 'arthur'), undefined);
  await couple.close();
}

export async function a_removed_row_does_not_come_back_with_changes_from_before(client) {
  const scene = new Scene().answer({ body: guest('arthur', 'Arthur Byrne', { table_name: '4', version: 2 }) }, { status: 204 });
  const couple = await ready(client, scene);
  await couple.change('guest', 'arthur', { table_name: '4' });
  await couple.remove('guest', 'arthur');
  await eventually(() => couple.pending === 0);
  scene.send(scene.change('guest', guest('arthur', 'Arthur Byrne', { table_name: '4', version: 2 })));
  await eventually(() => couple.position === 11);
  equal(couple.row('guest', 'arthur'), undefined);
  scene.send(scene.change('guest', null, { action: 'delete', id: 'arthur' }), scene.change('guest', guest('arthur', 'Arthur again'), { action: 'insert' }));
  await eventually(() => couple.position === 13);
  equal(couple.row('guest', 'arthur').name, 'Arthur again');
  await couple.close();
}

export async function a_change_of_a_row_that_is_not_loaded_yet_shows_no_half_of_it(client) {
  const storage = client.memoryStorage();
  const first = await ready(client, new Scene(), { storage });
  await first.change('guest', 'arthur', { table_name: '4' });
  await first.close();
  storage.keys('').filter(key => key.endsWith('/copy')).forEach(key => storage.delete(key));

  const second = new Scene().open(client, { storage, fetch: () => new Promise(() => {}) });
  await eventually(() => second.pending === 1);
  equal(second.rows('guest'), []);
  await second.close();
}
