/** Every warning of what games, and those who come to them, cause goes when its cause has gone. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GameEvent } from '../../game/events.ts';
import { createFakeBus, type FakeBus } from '../bus/host-bus.fake.ts';
import { type CrowdLimits, GRACE_MS } from '../connections/crowd.ts';
import { PATIENCE_MS } from '../connections/undelivered.ts';
import type { Host } from '../host.ts';
import { FLOOD_JOINS } from '../limits/flood-search.ts';
import { MAX_FAILED_PINS, PIN_LOCKOUT_MS } from '../limits/pin-guesses.ts';
import { RawClient } from '../live/raw-client.harness.ts';
import { batch, joined } from '../storage/events.fixtures.ts';
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts';
import { callText, type CreatedGame, type Joined } from '../test-host.harness.ts';
import { codesOf, type GameScenarios, WarnedHost, warningsOf } from './warned-host.harness.ts';

const ROOMY: CrowdLimits = { open: 1_000, strangers: 500, perAddress: 250 };
/** Longer than a warning stays after the last connection that had to go. */
const CALM_MS = 70_000;

let night: WarnedHost;
/** They stay silent. */
let silent: RawClient[];
let hosts: FakeBus;
beforeEach(() => {
  night = new WarnedHost();
  silent = [];
  hosts = createFakeBus();
});
afterEach(async () => {
  for (const { socket } of silent) socket.destroy();
  await night.close();
});

async function newGame(host: Host): Promise<string> {
  return (JSON.parse(await callText(host, '/games', { name: 'Night' })) as CreatedGame).game_code;
}

/** Somebody at the door: without any right. */
async function callAsGuest(host: Host, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${host.url}/api/v2${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** A host that has accepted so many connections which ask nothing. */
async function startCrowded(limits: Partial<CrowdLimits>, count: number): Promise<Host> {
  const host = await night.start({ connectionLimits: { ...ROOMY, ...limits } });
  for (let made = 0; made < count; made += 1) silent.push(await RawClient.connect(host.port));
  // Connections are accepted in order.
  const last = await RawClient.connect(host.port);
  last.send('GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  await last.waitFor('HTTP/1.1 404');
  return host;
}

const ownersFile = () => join(night.place, 'owners');

/** It believes a file that looks the same twice. */
function seenBy(host: Host): Host {
  night.later(host, 500);
  return night.later(host, 500);
}

async function leave(host: Host): Promise<Host> {
  for (const { socket } of silent) socket.destroy();
  await Promise.all(silent.map((client) => client.ended()));
  // Whom the host has not yet seen leave is cut off once more when time passes, and warned of anew: by the next call it has seen them.
  night.later(host, CALM_MS);
  await codesOf(host);
  return night.later(host, CALM_MS);
}

/** Two players merged into each other, as no rules allow. */
async function mergeInCircle(): Promise<void> {
  const store = openSqliteStore({ folder: night.folder });
  const { eventStore } = store;
  const [game] = await eventStore.list();
  if (game === undefined) throw new Error('there is no game');
  const [one, other] = [await eventStore.nextId('participant'), await eventStore.nextId('participant')];
  const merged = (id: number, into: number): GameEvent => ({ type: 'participant_merged', id, into });
  await eventStore.append(
    batch(
      game.gameId,
      game.seq,
      joined(one, 'Anna'),
      joined(other, 'Ben'),
      merged(one, other),
      merged(other, one),
    ),
  );
  store.close();
}

const SCENARIOS: GameScenarios = {
  answers_unread: {
    async raise() {
      const host = await night.start({ deliveryLimits: { perCaller: 16 * 1024, total: 1024 * 1024 } });
      for (let made = 0; made < 12; made += 1) {
        const client = await RawClient.connect(host.port);
        client.socket.pause();
        silent.push(client);
      }
      const codes = async () => {
        // Small ones, as large answers wait until the client reads.
        for (const client of silent)
          client.send('GET /docs/static/logo.svg HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(8));
        return codesOf(night.later(host, PATIENCE_MS / 10));
      };
      await expect.poll(codes, { timeout: 20_000 }).toContain('answers_unread');
      return host;
    },
    clear: leave,
    notHere: process.platform !== 'linux' && 'only Linux tells what has arrived',
  },
  bus_away: {
    async raise() {
      hosts.setWorking(false);
      return night.start({ openBus: () => hosts.open() });
    },
    clear(host) {
      hosts.setWorking(true);
      return host;
    },
  },
  owners_file_line: {
    async raise() {
      writeFileSync(ownersFile(), '');
      const host = await night.start({ ownersFile: ownersFile() });
      writeFileSync(ownersFile(), 'anybody\n');
      return seenBy(host);
    },
    clear(host) {
      writeFileSync(ownersFile(), '# nobody\n');
      return seenBy(host);
    },
  },
  owners_file_not_read: {
    async raise() {
      writeFileSync(ownersFile(), '');
      const host = await night.start({ ownersFile: ownersFile() });
      rmSync(ownersFile());
      return seenBy(host);
    },
    clear(host) {
      writeFileSync(ownersFile(), '');
      return seenBy(host);
    },
  },
  connections_flooded: {
    async raise() {
      return night.later(await startCrowded({ perAddress: 5 }, 8), 2 * GRACE_MS);
    },
    clear: leave,
  },
  connections_full: {
    raise: () => startCrowded({ open: 10 }, 20),
    clear: leave,
  },
  games_not_opened: {
    async raise() {
      const host = await night.start();
      await newGame(host);
      await callText(host, '/backups', {});
      await host.close();
      await mergeInCircle();
      return night.start();
    },
    async clear(host) {
      // The last is the oldest: there may be a later one with the game as it is now.
      const { items } = JSON.parse(await callText(host, '/backups')) as { items: { name: string }[] };
      await callText(host, `/backups/${items.at(-1)?.name}/restore`, {});
      return host;
    },
  },
  many_joins: {
    async raise() {
      const host = await night.start();
      const code = await newGame(host);
      const joins = Array.from({ length: FLOOD_JOINS }, (_, index) =>
        callAsGuest(host, `/games/${code}/players`, { player_name: `Player ${index}` }),
      );
      await Promise.all(joins);
      return host;
    },
    async clear(host) {
      const warned = (await warningsOf(host)).get('many_joins');
      const {
        game_code: code,
        source,
        since,
      } = warned as { game_code: string; source: string; since: number };
      await callText(host, `/games/${code}/players/remove`, { source, since });
      return host;
    },
  },
  pin_guesses: {
    async raise() {
      const host = await night.start();
      const code = await newGame(host);
      const name = 'Anna';
      const answer = await callAsGuest(host, `/games/${code}/players`, { player_name: name });
      const { seat_pin: pin } = (await answer.json()) as Joined;
      const wrong = { player_name: name, seat_pin: pin === '0000' ? '0001' : '0000' };
      for (let tries = 0; tries < MAX_FAILED_PINS; tries += 1)
        await callAsGuest(host, `/games/${code}/seats/recover`, wrong);
      return host;
    },
    clear: (host) => night.later(host, PIN_LOCKOUT_MS),
  },
};

describe.each(Object.entries(SCENARIOS))('the warning %s', (code, { raise, clear, notHere }) => {
  const note = notHere ? ` (not run: ${notHere})` : '';
  it.skipIf(notHere)(`goes when its cause has gone${note}`, { timeout: 30_000 }, async () => {
    const host = await raise();
    await expect.poll(() => codesOf(host)).toContain(code);
    const asked = await clear(host);
    await expect.poll(() => codesOf(asked)).not.toContain(code);
  });
});
