/**
 * A phone without a browser, to run in a namespace of its own: `node client-phone-process.harness.ts URL CODE NAME TEAM`. It joins;
 * from when its standard input says `play` until it says `stop` it asks for a farm and takes that back, again and again; and it prints
 * what it was told, as lines of JSON.
 */
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { headlessEnvironment } from '../../src/client/environment.ts';
import { createGameStore } from '../../src/client/game-store.ts';
import { createHostClient } from '../../src/client/host-client.ts';
import { openSocketWith } from '../../src/client/socket.ts';
import type { PhoneReport } from './client-phone.harness.ts';

const [baseUrl = '', code = '', name = '', team = ''] = process.argv.slice(2);
/** Longer than any test: a tap is sent until it is answered, as on the page. */
const ANSWERED_MS = { retryForMs: 600_000 };
const PAUSE_MS = 400;

const print = (report: PhoneReport) => console.log(JSON.stringify(report));
const environment = headlessEnvironment({ openSocket: openSocketWith(WebSocket) });
const pause = () => new Promise<void>((resolve) => void environment.after(PAUSE_MS, resolve));

const anyone = createHostClient({ baseUrl, environment });
const joined = await anyone.join(code, { player_name: name, team_number: Number(team) }, ANSWERED_MS);
const { player_id: id, token = '' } = joined;
const api = createHostClient({ baseUrl, token, environment });
const store = createGameStore({ baseUrl, code, participantId: id, token, environment });
print({ what: 'joined', id });

let connection = '';
store.subscribe(() => {
  const now = store.getView().connection;
  if (now === connection) return;
  connection = now;
  print({ what: 'connection', connection: now });
});

async function play(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { id: challenge } = await api.request(code, { player_id: id, building_type: 'farm' }, ANSWERED_MS);
    print({ what: 'requested', challenge });
    await pause();
    await api.cancel(code, challenge, {}, ANSWERED_MS);
    print({ what: 'cancelled', challenge });
    await pause();
  }
}

let stopping = new AbortController();
let lastTap = Promise.resolve();
for await (const line of createInterface({ input: process.stdin })) {
  stopping.abort();
  await lastTap;
  stopping = new AbortController();
  if (line === 'play') lastTap = play(stopping.signal);
  else print({ what: 'stopped' });
}
