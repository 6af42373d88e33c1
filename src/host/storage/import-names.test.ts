/** Names in exported games: what any version took comes in as it is, and nothing else does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resealed } from '../faults/forged-export.harness.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { ImportError } from './export/import-error.ts';
import { type Host, openHost, WITHOUT_KEY } from './frozen-game.harness.ts';

const FROZEN = join(import.meta.dirname, 'frozen');
/** Somebody in the frozen games. */
const NAME = '"Ämilie"';

let folder: ReturnType<typeof temporaryFolder>;
let host: Host;
beforeEach(async () => {
  folder = temporaryFolder();
  host = await openHost(folder.path);
});
afterEach(async () => {
  await host.close();
  folder.dispose();
});

describe.each(['export-1.jsonl', 'export-2.jsonl', 'export-3.jsonl'])('a game exported as %s', (file) => {
  const exported = readFileSync(join(FROZEN, file), 'utf8');
  /** @param literal the name as JSON */
  const importWith = (literal: string) =>
    host.archive.importGame(Buffer.from(changed(exported.replaceAll(NAME, literal))), WITHOUT_KEY);
  const changed = file === 'export-3.jsonl' ? resealed : (text: string) => text;

  it.each([
    ['a long name of today', 'பாலசுப்பிரமணியம்'],
    ['a name with a joiner of its script', 'ශ්\u200Dරී'],
    ['a name of punctuation, which the first version took', '-_-'],
    ['a blank hieroglyph, which the first version took', '\u{13441}'],
    ['a mark alone, which the first version took', '\u0301'],
    ['a name that is another’s at a glance, which earlier versions took', 'Ülkü.'],
    ['another’s name in small capitals, which earlier versions took', 'Üʟᴋü'],
    ['a tower that fits in 40 bytes, which the first version took', `q${'\u0316'.repeat(19)}`],
  ])('with %s is imported as it is', async (_, name) => {
    const { body } = await importWith(JSON.stringify(name));
    const made = await host.rooms.byCode(body);
    const names = [...(made?.state.participants.values() ?? [])].map((seat) => seat.name);
    expect(names).toContain(name);
    expect(names).not.toContain(JSON.parse(NAME));
  });

  it.each([
    ['a name with a direction mark', '"\u202eAnnabella"'],
    ['a tower that no version took', `"q${'\u0316'.repeat(25)}"`],
    ['a joiner that no version kept', '"Anna\u200Dbella"'],
    ['a control', String.raw`"Anna\u001b[31m"`],
    ['a lone surrogate', String.raw`"Anna\ud83d"`],
    ['a name that is too long', `"${'A'.repeat(60)}"`],
  ])('with %s is rejected with a sentence, and creates nothing', async (_, literal) => {
    await expect(importWith(literal)).rejects.toThrow(ImportError);
    await expect(importWith(literal)).rejects.toThrow(/never writes/);
    expect(host.rooms.all()).toEqual([]);
    expect(await host.store.eventStore.list()).toEqual([]);
  });
});
