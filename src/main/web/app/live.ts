/** The stream of the replica's figures: kept open, opened again, and known to be silent. */

import { events, isLoggedIn, Refused } from './api';
import { put, refreshAfterPass } from './store';
import type { LiveReport } from './types';

/** Three figures missed. */
export const PATIENCE_SECONDS = 7;
const SOONEST = 1_000;
const LATEST = 15_000;

export interface Sample {
  at: number;
  report: LiveReport;
}

/** The figures of the last minutes, for charts. */
export const samples: Sample[] = [];
const KEPT_MINUTES = 10;
const LEAST_SPAN = 120_000;

/** The time that charts of the figures span: since the page was opened, ten minutes at most. */
export function lately(): { from: number; to: number } {
  const to = Date.now();
  return { from: Math.min(to - LEAST_SPAN, samples[0]?.at ?? to), to };
}

let heard: number | null = null;
let begun: number | null = null;
let running: AbortController | null = null;

/** Seconds since the service was heard last, or since the page began to listen. */
export function silence(): number | null {
  const since = heard ?? begun;
  return since === null ? null : (Date.now() - since) / 1000;
}

export function isCut(): boolean {
  return (silence() ?? 0) > PATIENCE_SECONDS;
}

export function stop(): void {
  running?.abort();
  running = null;
  heard = null;
  begun = null;
  samples.length = 0;
}

/** Until the reader logs out; `refused` is called when the token is no longer taken. */
export async function listen(refused: (why: string) => void): Promise<void> {
  const control = new AbortController();
  running = control;
  begun = Date.now();
  let pause = SOONEST;
  while (isLoggedIn() && !control.signal.aborted) {
    try {
      for await (const event of heartbeat(control)) {
        pause = SOONEST;
        take(event, refused);
      }
    } catch (failure) {
      if (failure instanceof Refused && (failure.status === 401 || failure.status === 403)) {
        refused('The token is no longer accepted.');
        return;
      }
    }
    await new Promise(resume => setTimeout(resume, pause * (0.75 + Math.random() / 2)));
    pause = Math.min(LATEST, pause * 2);
  }
}

/** A stream that is silent for too long is given up: the way to the service may have broken without a word. */
async function* heartbeat(control: AbortController): AsyncGenerator<{ name: string; data: string }> {
  const stream = new AbortController();
  const giveUp = (): void => stream.abort();
  control.signal.addEventListener('abort', giveUp);
  let timer = setTimeout(giveUp, PATIENCE_SECONDS * 2000);
  try {
    for await (const event of events('/api/database/live', stream.signal)) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, PATIENCE_SECONDS * 2000);
      yield event;
    }
  } finally {
    clearTimeout(timer);
    control.signal.removeEventListener('abort', giveUp);
  }
}

function take(event: { name: string; data: string }, refused: (why: string) => void): void {
  heard = Date.now();
  if (event.name === 'now') {
    const report = JSON.parse(event.data) as LiveReport;
    samples.push({ at: Date.now(), report });
    while (samples.length > 0 && samples[0]!.at < Date.now() - KEPT_MINUTES * 60_000) {
      samples.shift();
    }
    put('live', report);
  } else if (event.name === 'pass') {
    refreshAfterPass();
  } else if (event.name === 'bye' && (JSON.parse(event.data) as { reason: string }).reason === 'token_expired') {
    refused('The token has expired.');
  }
}
