/** A host whose lock and games are deleted under it still has them: a second start asks it, and nothing that it confirmed is ever gone. */
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import { codesOf, WarnedHost, warningsOf } from '../reporting/warned-host.harness.ts';
import { callText } from '../test-host.harness.ts';

let night: WarnedHost;
let first: Host;
let code: string;
beforeEach(async () => {
  night = new WarnedHost();
  first = await night.start();
  code = (JSON.parse(await callText(first, '/games', { name: 'Night' })) as { game_code: string }).game_code;
  await callText(first, '/backups', {});
  for (const text of TEXTS) await callText(first, `/games/${code}/message`, { text });
});
afterEach(() => night.close());

/** Confirmed after the only backup. */
const TEXTS = ['Kumbaya', 'Bring wood', 'Lights out'];
const ofGames = () => readdirSync(night.folder).filter((name) => /^(?:host\.lock|games)/.test(name));
const remove = (names: readonly string[]) => {
  for (const name of names) rmSync(night.file(name), { recursive: true, maxRetries: 5 });
};
const running = () => JSON.parse(readFileSync(night.file('running.json'), 'utf8')) as { port: number };

async function textsOf(host: Host): Promise<readonly string[]> {
  const log = await callText(host, `/games/${code}/events?limit=500`);
  return TEXTS.filter((text) => log.includes(text));
}

const takenOver = () => night.takenOver();

describe.skipIf(process.platform === 'win32')('a second start', () => {
  it.each<[string, () => void]>([
    ['its lock', () => remove(['host.lock'])],
    ['its lock and its games', () => remove(ofGames())],
    [
      'all but the word of where it runs',
      () => remove(readdirSync(night.folder).filter((name) => name !== 'running.json')),
    ],
    [
      'its lock and its games by moving them',
      () => {
        mkdirSync(join(night.place, 'elsewhere'));
        for (const name of ofGames()) renameSync(night.file(name), join(night.place, 'elsewhere', name));
      },
    ],
  ])('is refused by a host that has just lost %s, which goes on with everything', async (_what, lose) => {
    lose();
    await expect(night.start()).rejects.toThrow(/is in use: another host is running/);
    await callText(first, `/games/${code}/message`, { text: TEXTS[0] });
    expect(await textsOf(night.later(first))).toEqual(TEXTS);
    await first.close();
    expect(await textsOf(await night.start())).toEqual(TEXTS);
  });

  it('asks nobody who has ended, nor another program or another host at its port', async () => {
    const left = readFileSync(night.file('running.json'));
    await first.close();
    writeFileSync(night.file('running.json'), left);
    const other = await night.start({ dataFolder: join(night.place, 'other'), port: first.port });
    const second = await night.start();
    expect(second.port).not.toBe(other.port);
    expect(await textsOf(second)).toEqual(TEXTS);
  });
});

describe.skipIf(process.platform === 'win32')('a host whose folder was taken over all the same', () => {
  it('keeps everything that it confirmed beside the files of the other one, for its owner alone, and says where', async () => {
    const second = await takenOver();
    expect(await textsOf(second)).toEqual([]);
    const { kept_as: keptAs } = (await warningsOf(night.later(first))).get('games_displaced') as {
      kept_as: string;
    };
    expect(statSync(keptAs).mode & 0o777).toBe(0o600);
    expect(night.testHost.logged.join('\n')).toContain(keptAs);
    night.later(first);
    expect(readdirSync(night.folder).filter((name) => name.startsWith('displaced-host-'))).toHaveLength(1);
    const brought = join(night.place, 'brought');
    mkdirSync(brought);
    renameSync(keptAs, join(brought, 'games.sqlite3'));
    expect(await textsOf(await night.start({ dataFolder: brought }))).toEqual(TEXTS);
    expect(await codesOf(night.later(first))).not.toContain('games_displaced');
  });

  it('keeps it also where it ends before it has looked', async () => {
    await takenOver();
    await first.close();
    expect(readdirSync(night.folder).filter((name) => name.startsWith('displaced-host-'))).toHaveLength(1);
  });

  it('is told of at the desk of the other one, and at each start, one file after the other, until they are gone', async () => {
    const second = await takenOver();
    await first.close();
    const [name = ''] = readdirSync(night.folder).filter((each) => each.startsWith('displaced-host-'));
    const toldOf = async (host: Host) => (await warningsOf(host)).get('games_kept_apart');
    expect(await toldOf(night.later(second))).toEqual({ kept_as: night.file(name) });
    const later = night.file('displaced-host-9999.sqlite3');
    copyFileSync(night.file(name), later);
    const third = await night.restarted(second);
    expect(await toldOf(third)).toEqual({ kept_as: night.file(name) });
    remove([name]);
    expect(await toldOf(night.later(third))).toEqual({ kept_as: later });
    rmSync(later);
    expect(await codesOf(night.later(third))).not.toContain('games_kept_apart');
  });

  it('is not told twice of what it has kept itself', async () => {
    await takenOver();
    const codes = await codesOf(night.later(night.later(first)));
    expect(codes).toContain('games_displaced');
    expect(codes).not.toContain('games_kept_apart');
  });

  it('leaves the other one its word of where it runs when it ends', async () => {
    const second = await takenOver();
    await first.close();
    expect(running().port).toBe(second.port);
    await second.close();
    expect(readdirSync(night.folder)).not.toContain('running.json');
  });

  it('leaves nothing of a game in what it kept once that is wiped', async () => {
    const second = await takenOver();
    const { kept_as: keptAs } = (await warningsOf(night.later(first))).get('games_displaced') as {
      kept_as: string;
    };
    expect(readFileSync(keptAs).includes('Kumbaya')).toBe(true);
    const answer = await fetch(`${second.url}/api/v2/games/${code}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${second.ownerToken}` },
    });
    expect(answer.status).toBe(204);
    expect(readFileSync(keptAs).includes('Kumbaya')).toBe(false);
  });
});
