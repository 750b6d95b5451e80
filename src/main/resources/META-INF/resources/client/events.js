/**
 * Reads an event stream (HTML standard, 9.2.6) from the bytes of a response: EventSource cannot send an Authorization header.
 *
 * Yields `{type, id, data}`; a changed reconnection time as `{type: 'retry', data}`. An event that the connection broke off in is
 * dropped: it comes again.
 *
 * @param heard called whenever bytes arrive, comments included
 */
export async function* eventsIn(stream, heard = () => {}) {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = '';
  let event = { type: '', data: [], id: undefined };
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      heard();
      // a CR at the end may be half of a CRLF
      const lines = (rest + decoder.decode(read.value, { stream: true })).split(/\r\n|\n|\r(?=[^\n])/);
      rest = lines.pop();
      for (const line of lines) {
        const [field, value] = fieldIn(line);
        if (line === '') {
          if (event.data.length > 0) {
            yield { type: event.type || 'message', id: event.id, data: event.data.join('\n') };
          }
          event = { type: '', data: [], id: event.id };
        } else if (field === 'data') {
          event.data.push(value);
        } else if (field === 'event') {
          event.type = value;
        } else if (field === 'id' && !value.includes('\0')) {
          event.id = value;
        } else if (field === 'retry' && /^\d+$/.test(value)) {
          yield { type: 'retry', id: undefined, data: value };
        }
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // who stops reading closes the connection
  }
}

function fieldIn(line) {
  const colon = line.indexOf(':');
  if (colon < 0) {
    return [line, ''];
  }
  return [line.slice(0, colon), line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)];
}
