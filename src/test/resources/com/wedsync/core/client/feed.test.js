import { equal, eventually, guest, Scene } from './scene.js';

async function live(client, scene, options) {
  const couple = scene.open(client, options);
  await eventually(() => couple.status.state === 'live');
  return couple;
}

export async function changes_are_applied_once_and_in_order(client) {
  const scene = new Scene();
  const couple = await live(client, scene);
  const seen = [];
  couple.on('change', ({ change }) => seen.push(change.revision));

  const first = scene.change('guest', guest('arthur', 'Arthur B.', { version: 2 }));
  scene.send(first, first, scene.change('guest', guest('mei', 'Mei Chen'), { action: 'insert' }), scene.change('guest', null, { action: 'delete', id: 'arthur' }));

  await eventually(() => couple.position === 13);
  equal(seen, [11, 12, 13]);
  equal(couple.rows('guest').map(row => row.name), ['Mei Chen']);
  await couple.close();
}

export async function a_stream_that_breaks_off_within_an_event_goes_on_after_the_last_whole_one(client) {
  const scene = new Scene();
  const couple = await live(client, scene);
  scene.send(scene.change('guest', guest('arthur', 'Arthur B.', { version: 2 })));
  scene.streams[0].enqueue(new TextEncoder().encode('event: change\nid: 12\ndata: {"after":11,'));
  await eventually(() => couple.position === 11);

  scene.streams[0].close();

  await eventually(() => scene.streams.length === 2);
  equal(scene.opened(), ['10', '11']);
  await couple.close();
}

export async function a_gap_is_asked_for_again_and_if_it_stays_everything_is_loaded(client) {
  const scene = new Scene();
  const couple = await live(client, scene);
  scene.send(scene.change('guest', guest('arthur', 'Arthur B.', { version: 3 }), { after: 11 }));
  await eventually(() => scene.streams.length === 2);
  equal([scene.opened(), scene.loads(), couple.row('guest', 'arthur').name], [['10', '10'], 1, 'Arthur Byrne']);

  scene.guests = [guest('arthur', 'Arthur C.', { version: 3 })];
  scene.send(scene.change('guest', guest('arthur', 'Arthur C.', { version: 3 }), { after: 11 }));

  await eventually(() => scene.streams.length === 3);
  equal([scene.opened(), scene.loads(), couple.row('guest', 'arthur').name], [['10', '10', '12'], 2, 'Arthur C.']);
  await couple.close();
}

export async function a_position_moves_on_where_changes_are_withheld(client) {
  const scene = new Scene();
  const couple = await live(client, scene);
  scene.send(['position', { after: 10, revision: 14 }], scene.change('guest', guest('arthur', 'Arthur B.', { version: 2 }), { after: 14 }));
  await eventually(() => couple.position === 15);
  equal(couple.row('guest', 'arthur').name, 'Arthur B.');
  await couple.close();
}

export async function a_reset_loads_everything_and_goes_on_from_there(client) {
  const scene = new Scene();
  const couple = await live(client, scene);
  scene.guests = [guest('mei', 'Mei Chen')];
  scene.revision = 7;
  scene.send(['reset', { revision: 7, reason: 'ahead' }]);
  await eventually(() => scene.streams.length === 2);
  equal([scene.opened(), couple.position, couple.rows('guest').map(row => row.id)], [['10', '7'], 7, ['mei']]);
  equal(scene.requests.some(request => 'If-None-Match' in request.headers), false);
  await couple.close();
}

export async function who_is_there_is_told_if_it_was_asked_for_and_unknown_without_a_connection(client) {
  const scene = new Scene();
  const couple = await live(client, scene, { presence: true });
  const seen = [];
  couple.on('presence', ({ present }) => seen.push(present));
  scene.send(['presence', { present: ['emma'] }], ['presence', { present: ['emma', 'jake'] }], ['presence', { present: ['emma', 'jake'] }]);
  await eventually(() => couple.present.length === 2);
  scene.streams[0].close();
  await eventually(() => scene.streams.length === 2);
  equal([seen, couple.present, couple.position], [[['emma'], ['emma', 'jake'], []], [], 10]);
  equal(scene.requests.filter(request => request.path.endsWith('/changes?presence=true')).length, 2);
  await couple.close();
}

export async function who_sees_more_or_less_than_before_loads_everything_anew(client) {
  const scene = new Scene();
  const couple = await live(client, scene);
  scene.guests = [guest('mei', 'Mei Chen')];
  scene.send(['bye', { reason: 'access_ended', reconnect: true }]);
  await eventually(() => scene.streams.length === 2);
  equal([scene.loads(), couple.rows('guest').map(row => row.id)], [2, ['mei']]);
  await couple.close();
}

export async function a_goodbye_for_ever_ends_it_and_another_does_not(client) {
  const scene = new Scene();
  const couple = await live(client, scene);
  scene.send(['bye', { reason: 'slow', reconnect: true }]);
  await eventually(() => scene.streams.length === 2);
  scene.send(['bye', { reason: 'access_ended', reconnect: false }]);
  await eventually(() => couple.status.state === 'ended');
  equal(couple.status.reason, 'access_ended');
  await couple.close();
}

export async function a_connection_that_falls_silent_is_given_up(client) {
  const scene = new Scene();
  const couple = await live(client, scene, { silence: 50 });
  await eventually(() => scene.streams.length === 2);
  await couple.close();
}

export async function an_event_stream_is_read_whatever_pieces_it_comes_in() {
  const { eventsIn } = await import('/client/events.js');
  const text = 'retry: 5\n\n: heart\n\nevent: change\r\nid: 42\r\ndata: {"name":"Zoë"}\r\n\r\ndata:two\ndata: lines\n\nevent: lost\ndata: half';
  const bytes = new TextEncoder().encode(text);
  for (let size = 1; size <= bytes.length; size++) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
    const stream = new ReadableStream({
      pull: controller => (pieces.length ? controller.enqueue(pieces.shift()) : controller.close()),
    });
    const events = [];
    for await (const { type, id, data } of eventsIn(stream)) {
      events.push([type, id, data]);
    }
    equal(events, [['retry', undefined, '5'], ['change', '42', '{"name":"Zoë"}'], ['message', '42', 'two\nlines']]);
  }
}
