/** A UUID of version 7: the time in milliseconds, then chance. Ids made one after the other sort in that order. */
export function timeOrderedId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = nextMillisecond();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** What is made from now on sorts after `id`, also if the clock of the device was set back. */
export function continueAfter(id) {
  last = Math.max(last, parseInt(id.replace('-', '').slice(0, 12), 16));
}

let last = 0;

/** Never the same twice: the order of writes is the order of their ids. */
function nextMillisecond() {
  last = Math.max(Date.now(), last + 1);
  return last;
}
