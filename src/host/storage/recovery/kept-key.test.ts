/** Everybody keeps their seat, whatever becomes of the host key's file while the host runs. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurnOrAll } from '../../../../scripts/long-form.fixtures.ts';
import { HOST_KEY_FILE, loadHostKey } from '../../auth/host-key.ts';
import type { Host } from '../../host.ts';
import { codesOf, WarnedHost, warningsOf } from '../../reporting/warned-host.harness.ts';
import { callText, type CreatedGame, type Joined } from '../../test-host.harness.ts';

const IS_WINDOWS = process.platform === 'win32';
const noWindows = IS_WINDOWS ? ' (not run: Windows lets nobody move an open file or make a link)' : '';

let night: WarnedHost;
let host: Host;
let code: string;
let leo: Joined;
beforeEach(async () => {
  night = new WarnedHost();
  host = await night.start();
  code = (JSON.parse(await callText(host, '/games', { name: 'Night' })) as CreatedGame).game_code;
  leo = await joinAs('Leo');
});
afterEach(() => night.close());

const keyFile = () => night.file(HOST_KEY_FILE);

async function joinAs(name: string): Promise<Joined> {
  return (await post(host, 'players', { player_name: name })).json() as Promise<Joined>;
}

function post(at: Host, path: string, body: object): Promise<Response> {
  return fetch(`${at.url}/api/v2/games/${code}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** What a start finds after this process has died: nothing is closed first. */
function afterDeath(): Promise<Host> {
  const copy = join(night.place, 'after-death');
  cpSync(night.folder, copy, { recursive: true });
  return night.start({ dataFolder: copy });
}

/** What goes wrong for those who come back to their seats by token and by PIN. */
async function troubleOf(next: Host, ...seats: readonly Joined[]): Promise<readonly string[]> {
  const trouble: string[] = (await codesOf(next)).filter((each) => each === 'key_renewed');
  for (const { token, seat_pin: pin } of seats) {
    const me = await fetch(`${next.url}/api/v2/games/${code}/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { player_name: name = 'nobody' } = (await me.json()) as { player_name?: string };
    const back = await post(next, 'seats/recover', { player_name: name, seat_pin: pin });
    if (me.status !== 200 || back.status !== 201) trouble.push(`${name}: ${me.status}, ${back.status}`);
  }
  return trouble;
}

const contentsOf = (path: string) => (statSync(path).isFile() ? readFileSync(path) : 'a folder');

/** The whole file of another host's key. */
const otherKey = () => {
  const folder = join(night.place, 'other');
  mkdirSync(folder);
  loadHostKey(folder, (size) => Buffer.alloc(size, 0x6f));
  return readFileSync(join(folder, HOST_KEY_FILE));
};

const GONE: readonly (readonly [string, () => void])[] = [
  ['the key is deleted', () => rmSync(keyFile())],
  ['the key is moved', () => renameSync(keyFile(), `${keyFile()}.old`)],
];
const CHANGED: readonly (readonly [string, () => void])[] = [
  ['the key is emptied', () => truncateSync(keyFile())],
  ['the key is cut', () => truncateSync(keyFile(), 20)],
  ['another key is written into the file', () => writeFileSync(keyFile(), otherKey())],
  [
    'another key takes its place',
    () => {
      writeFileSync(`${keyFile()}.next`, otherKey());
      renameSync(`${keyFile()}.next`, keyFile());
    },
  ],
  [
    'one bit of the key changes',
    () => {
      const bytes = readFileSync(keyFile());
      bytes[7] = (bytes[7] ?? 0) ^ 4;
      writeFileSync(keyFile(), bytes);
    },
  ],
  ['much is written after the key', () => writeFileSync(keyFile(), Buffer.alloc(100_000), { flag: 'a' })],
  [
    'a folder takes its place',
    () => {
      rmSync(keyFile());
      mkdirSync(keyFile());
    },
  ],
];
const FOLDER: readonly (readonly [string, () => void])[] = [
  ['the folder is deleted', () => rmSync(night.folder, { recursive: true, maxRetries: 5 })],
  ['the folder is moved', () => renameSync(night.folder, `${night.folder}.away`)],
  [
    'everything in the folder is deleted',
    () => {
      for (const name of readdirSync(night.folder))
        rmSync(night.file(name), { recursive: true, maxRetries: 5 });
    },
  ],
  [
    'a link without a target takes its place',
    () => {
      rmSync(keyFile());
      symlinkSync(join(night.place, 'nowhere'), keyFile());
    },
  ],
  [
    'a link to another key takes its place',
    () => {
      writeFileSync(join(night.place, 'theirs'), otherKey());
      rmSync(keyFile());
      symlinkSync(join(night.place, 'theirs'), keyFile());
    },
  ],
];

/** When it is looked for. */
const MOMENTS: readonly (readonly [string, () => Promise<readonly string[]>])[] = [
  [
    'and it dies after the next answer',
    async () => {
      const mia = await joinAs('Mia');
      return troubleOf(await afterDeath(), leo, mia);
    },
  ],
  [
    'and it dies after it has looked',
    async () => {
      night.later(host);
      return troubleOf(await afterDeath(), leo);
    },
  ],
  ['and it is closed at once', async () => troubleOf(await night.restarted(host), leo)],
];

for (const [turn, [what, lose]] of [...GONE, ...CHANGED, ...(IS_WINDOWS ? [] : FOLDER)].entries())
  it.each(inTurnOrAll(MOMENTS, turn))(
    `G2 everybody keeps their seat if, while the host runs, ${what}, %s${noWindows}`,
    async (_, trouble) => {
      lose();
      expect(await trouble()).toEqual([]);
    },
  );

describe('a host key that is written again', () => {
  it.each(CHANGED)('after %s overwrites nothing: the desk says where that is', async (_, lose) => {
    lose();
    const found = contentsOf(keyFile());
    night.later(host);
    const keptAs = `${keyFile()}.aside`;
    expect((await warningsOf(host)).get('key_set_aside')).toEqual({ kept_as: keptAs });
    expect(contentsOf(keptAs)).toEqual(found);
  });

  it.each(GONE)(
    'after %s is as it was, rights included, and the desk has nothing to say',
    async (_, lose) => {
      const { mode } = statSync(keyFile());
      const bytes = readFileSync(keyFile());
      lose();
      night.later(host);
      expect(readFileSync(keyFile())).toEqual(bytes);
      expect(statSync(keyFile()).mode).toBe(mode);
      expect(readdirSync(night.folder).filter((name) => name.endsWith('.new'))).toEqual([]);
      expect((await codesOf(host)).filter((each) => each.startsWith('key_'))).toEqual([]);
    },
  );

  it('keeps everything that it finds, however often', () => {
    for (const text of ['one', 'two', 'three']) {
      writeFileSync(keyFile(), text);
      night.later(host);
    }
    const kept = readdirSync(night.folder).filter((name) => name.startsWith(`${HOST_KEY_FILE}.aside`));
    expect(kept.map((name) => readFileSync(night.file(name), 'utf8')).toSorted()).toEqual([
      'one',
      'three',
      'two',
    ]);
  });

  it('is not taken for changed where the same bytes were put back', async () => {
    const bytes = readFileSync(keyFile());
    rmSync(keyFile());
    writeFileSync(keyFile(), bytes);
    night.later(host);
    expect(readdirSync(night.folder)).not.toContain(`${HOST_KEY_FILE}.aside`);
    expect(await troubleOf(await night.restarted(host), leo)).toEqual([]);
  });

  it.skipIf(IS_WINDOWS)(
    `leaves the key of a second host alone, which took the place${noWindows}`,
    async () => {
      renameSync(night.folder, `${night.folder}.mine`);
      await night.start();
      const theirs = readFileSync(keyFile());
      night.later(host);
      expect((await post(host, 'players', { player_name: 'Mia' })).status).toBe(503);
      await host.close();
      expect(readFileSync(keyFile())).toEqual(theirs);
    },
  );
});

describe('another laptop’s key in the place of the right one, while the host is off', () => {
  it('is said at the desk, once, and no longer when the right one is back', async () => {
    await host.close();
    const right = readFileSync(keyFile());
    const renewed = async (bytes: Buffer) => {
      writeFileSync(keyFile(), bytes);
      const next = await night.start();
      const trouble = await troubleOf(next, leo);
      await next.close();
      return trouble;
    };
    const wrong = otherKey();
    expect(await renewed(wrong)).toContain('key_renewed');
    expect(await renewed(right)).toEqual([]);
    expect(await renewed(wrong)).not.toContain('key_renewed');
  });
});
