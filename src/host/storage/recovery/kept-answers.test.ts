/** G2 after a recovery, for commands whose answers name no challenge, that consist of several events, or that changed nothing. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { call, readObject, type ApiResponse } from '../../faults/api-client.harness.ts';
import type { Host } from '../../host.ts';
import { TestHost } from '../../test-host.harness.ts';
import { temporaryFolder } from '../events.fixtures.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';

interface Done {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly body: object;
  readonly answer: ApiResponse;
  readonly token?: string | null | undefined;
}

const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface As {
  readonly method?: string;
  readonly token?: string | null;
}

/** A game that is played by calls with keys of their own, all kept to be sent again. */
class Evening {
  readonly done: Done[] = [];
  code = '';
  #night = new TestHost();
  #host: Host | null = null;

  async begin(): Promise<void> {
    cleanups.push(() => this.#night.close());
    this.#host = await this.#night.start({ port: 0 });
    const game = { name: 'Night', settings: { completion: 'banker' } };
    this.code = String(readObject((await this.do('/games', game)).text)['game_code']);
    await this.do(`/games/${this.code}/players`, { player_name: 'Anna', team_number: 1 }, { token: null });
    await this.do(`/games/${this.code}/start`, {});
  }

  get player(): unknown {
    return this.#joined['player_id'];
  }

  get playerToken(): string {
    return String(this.#joined['token']);
  }

  get #joined() {
    return readObject(this.done[1]?.answer.text ?? '');
  }

  /** @param token default: the owner's */
  async do(path: string, body: object, { method = 'POST', token }: As = {}): Promise<ApiResponse> {
    if (this.#host === null) throw new Error('It has not begun.');
    const key = `key-${this.done.length}-of-the-evening`;
    const answer = await call(this.#host, path, { method, key, body, ...(token !== undefined && { token }) });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    this.done.push({ method, path, key, body, answer, token });
    return answer;
  }

  /** The same evening after its file was changed on the disk, without a backup. */
  async recovered(damage: (path: string) => void): Promise<Host> {
    await this.#host?.close();
    const copy = temporaryFolder();
    cleanups.push(() => copy.dispose());
    cpSync(this.#night.folder, copy.path, { recursive: true });
    damage(join(copy.path, DATABASE_FILE));
    const host = await this.#night.start({ port: 0, dataFolder: copy.path });
    const { text } = await call(host, '/host');
    if (!text.includes('games_recovered')) throw new Error('The damage was not noticed.');
    return host;
  }
}

const idIn = ({ text }: ApiResponse) => Number(readObject(text)['id']);
const sendAgain = (host: Host, { method, path, key, body, token }: Done) =>
  call(host, path, { method, key, body, ...(token !== undefined && { token }) });
const flip = (path: string, text: string) => {
  const bytes = readFileSync(path);
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) places.push(at);
  if (places.length === 0) throw new Error(`${text} is not in the file.`);
  for (const at of places) bytes.writeUInt8(bytes.readUInt8(at + text.length - 2) ^ 1, at + text.length - 2);
  writeFileSync(path, bytes);
};
const execute = (sql: string) => (path: string) => {
  const db = new SqliteDatabase(path);
  db.exec(sql);
  db.close();
};

it('answers that name nothing are kept with those after them, where only the note of where the log ends is damaged', async () => {
  const evening = new Evening();
  await evening.begin();
  const { code, player: player_id } = evening;
  for (const name of ['Ben', 'Cleo']) {
    await evening.do(`/games/${code}/players/several`, { player_names: [`${name} 1`, `${name} 2`] });
    await evening.do(`/games/${code}/teams`, {});
    await evening.do(`/games/${code}/message`, { text: `${name} is here` });
  }
  await evening.do(`/challenges/${code}/request`, { player_id, building_type: 'farm' });
  const host = await evening.recovered(execute('update games set last_checksum = last_checksum - 1'));
  for (const each of evening.done.slice(1))
    expect(await sendAgain(host, each)).toMatchObject({ status: each.answer.status, text: each.answer.text });
});

it('a command of several events of which the last is lost is done again, and is not answered as if it were there', async () => {
  const evening = new Evening();
  await evening.begin();
  const { code, player: player_id, playerToken: token } = evening;
  const asked = await evening.do(`/challenges/${code}/request`, { player_id, building_type: 'farm' });
  const challenge = `/challenges/${code}/${idIn(asked)}`;
  await evening.do(`${challenge}/assign`, PUSH_UPS);
  await evening.do(`${challenge}/complete`, {}, { token });
  // What the player says is done counts first, at the same moment.
  const ended = await evening.do(`/games/${code}/end`, { count_claims: true });
  expect(readObject(ended.text)['status']).toBe('completed');
  const host = await evening.recovered((path) => flip(path, '{"type":"game_ended"'));
  expect((await call(host, `/challenges/${code}/history`)).text).toContain('"status":"completed"');
  expect(readObject((await call(host, `/games/${code}`)).text)['status']).toBe('in_progress');
  for (const each of evening.done.slice(-1)) await sendAgain(host, each);
  expect(readObject((await call(host, `/games/${code}`)).text)['status']).toBe('completed');
});

it('an answer to what changed nothing keeps none that was given before it and whose effect is lost', async () => {
  const evening = new Evening();
  await evening.begin();
  const { code, player: player_id } = evening;
  const asked = await evening.do(`/challenges/${code}/request`, { player_id, building_type: 'farm' });
  const challenge = `/challenges/${code}/${idIn(asked)}`;
  await evening.do(`${challenge}/assign`, PUSH_UPS);
  await evening.do(`/games/${code}/players/several`, { player_names: ['Ben', 'Cleo'] });
  const added = evening.done.at(-1);
  // The same exercise once more: the answer names a version that was there before.
  await evening.do(challenge, PUSH_UPS, { method: 'PATCH' });
  const host = await evening.recovered((path) => flip(path, '"name":"Ben"'));
  expect((await call(host, `/games/${code}/players`)).text).not.toContain('Cleo');
  if (added === undefined) throw new Error('Nothing was done.');
  expect((await sendAgain(host, added)).status).toBe(201);
  expect((await call(host, `/games/${code}/players`)).text).toContain('Cleo');
});

it('answers between two pages that cannot be read are found, also of an earlier version, whose events do not say what caused them', async () => {
  const evening = new Evening();
  await evening.begin();
  const { code, player: player_id } = evening;
  for (let number = 0; number < 60; number += 1) {
    const asked = await evening.do(`/challenges/${code}/request`, { player_id, building_type: 'farm' });
    await evening.do(`/challenges/${code}/${idIn(asked)}/cancel`, {});
  }
  const [first = 0, second = 0] = [0.4, 1].map((part) => Math.ceil(part * evening.done.length) - 1);
  const host = await evening.recovered((path) => {
    execute('update events set cause = null')(path);
    breakPagesOf(
      path,
      [first, second].map((at) => evening.done[at]?.key ?? ''),
    );
  });
  const same: number[] = [];
  for (const [at, each] of evening.done.entries())
    if (at > 0 && (await sendAgain(host, each)).text === each.answer.text) same.push(at);
  const lost = evening.done.length - 1 - same.length;
  expect(same).not.toContain(first);
  expect(same).not.toContain(second);
  // Two pages hold some tens of answers; between them are far more.
  expect([same.some((at) => at > first && at < second), lost < 50]).toEqual([true, true]);
}, 120_000);

/** Makes each page of the table that holds one of these keys unreadable. */
function breakPagesOf(path: string, keys: readonly string[]): void {
  execute('pragma wal_checkpoint(truncate)')(path);
  const db = new SqliteDatabase(path, { readonly: true });
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const bytes = readFileSync(path);
  for (const key of keys) {
    if (!bytes.includes(key)) throw new Error(`${key} is not in the file.`);
    for (let at = bytes.indexOf(key); at >= 0; at = bytes.indexOf(key, at + 1)) {
      const page = Math.floor(at / size) * size;
      // No kind of page that SQLite knows.
      bytes.writeUInt8(0x7f, page);
    }
  }
  writeFileSync(path, bytes);
}
