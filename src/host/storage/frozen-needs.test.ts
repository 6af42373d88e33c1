/** Frozen games whose exercises say whose words describe them, and how they are done. See frozen/README.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { resealed } from '../faults/forged-export.harness.ts';
import { temporaryFolder } from './events.fixtures.ts';
import { importInto, openHost, textOf, type PlainGame } from './frozen-game.harness.ts';

const FROZEN = join(import.meta.dirname, 'frozen');
const folder = temporaryFolder();
afterEach(() => folder.dispose());

const frozen = (name: string) => readFileSync(join(FROZEN, name), 'utf8');
const valuesOf = (game: PlainGame, what: string) => Object.values(game[what] as PlainGame);

it('a game in German is imported with its language, and with whose words describe what was given', async () => {
  const host = await openHost(folder.path);
  const made = await importInto(host, frozen('export-3-languages.jsonl'));
  expect(made).toMatchObject({ settings: { language: 'de' } });
  expect(valuesOf(made, 'challenges')).toMatchObject([
    { exercise: { description: '8 Kniebeugen', target: 8, fromCatalogue: true } },
    { exercise: { description: '12 für Zoë', fromCatalogue: false } },
  ]);
  await host.close();
});

it('a game with needs is imported with them, and without them under pseudonyms', async () => {
  const host = await openHost(folder.path);
  const made = await importInto(host, frozen('export-3-needs.jsonl'));
  expect(made).toMatchObject({ settings: { ownNeeds: false, boardTimes: false } });
  expect(valuesOf(made, 'participants')).toMatchObject([
    { name: 'Banker', needs: [] },
    { name: 'Zoë', needs: ['no_floor'] },
  ]);
  expect(valuesOf(made, 'challenges')).toMatchObject([
    { status: 'completed', exercise: { type: 'plank', target: 60, variant: 'seated' } },
    { status: 'assigned', exercise: { type: 'push_ups', variant: 'seated' } },
  ]);
  const room = await host.rooms.byCode(String(made['code']));
  if (room === null) throw new Error('The import opened no room.');
  const exported = await textOf(host.archive.exportGame(room, 'pseudonyms'));
  expect(exported).not.toMatch(/Zoë|seated|quiet|no_floor|"needs"|"variant"/);
  const plain = await importInto(host, exported);
  expect(valuesOf(plain, 'participants')).toMatchObject([{ needs: [] }, { needs: [] }]);
  expect(valuesOf(plain, 'challenges')).toMatchObject([
    { exercise: { type: 'plank' } },
    { exercise: { type: 'push_ups' } },
  ]);
  await host.close();
});

it("a game with ways of the banker's own exercise is imported with their words, and without them under pseudonyms", async () => {
  const host = await openHost(folder.path);
  const made = await importInto(host, frozen('export-3-ways.jsonl'));
  const own = {
    type: 'custom',
    description: 'Seilspringen wie Zoë 🦒',
    meets: ['one_handed'],
    ways: [
      { variant: 'low_impact', meets: ['low_impact', 'quiet'], how: 'Über das Seil steigen' },
      { variant: 'seated', meets: ['seated', 'low_impact', 'quiet'], how: 'Im Sitzen das Seil schwingen' },
    ],
  };
  expect(valuesOf(made, 'challenges')).toMatchObject([
    { status: 'completed', exercise: { ...own, variant: 'seated' } },
    { status: 'assigned', exercise: { ...own, variant: 'low_impact' } },
  ]);
  const room = await host.rooms.byCode(String(made['code']));
  if (room === null) throw new Error('The import opened no room.');
  const exported = await textOf(host.archive.exportGame(room, 'pseudonyms'));
  expect(exported).not.toMatch(/Zoë|Seil|seated|quiet|"(needs|variant|meets|ways)"/);
  const plain = await importInto(host, exported);
  expect(valuesOf(plain, 'challenges')).toMatchObject([
    { exercise: { type: 'custom', description: 'Exercise' } },
    { exercise: { type: 'custom', description: 'Exercise' } },
  ]);
  await host.close();
});

it('a game with exercises in seconds is imported with what they count, and under pseudonyms, too', async () => {
  const host = await openHost(folder.path);
  const made = await importInto(host, frozen('export-3-unit.jsonl'));
  const counted = [
    { exercise: { description: 'Auf einem Bein wie Zoë 🦩', target: 45, unit: 'seconds' } },
    { exercise: { description: 'Jonglieren', target: 20, unit: 'seconds' } },
  ];
  expect(valuesOf(made, 'challenges')).toMatchObject(counted);
  const room = await host.rooms.byCode(String(made['code']));
  if (room === null) throw new Error('The import opened no room.');
  const plain = await importInto(host, await textOf(host.archive.exportGame(room, 'pseudonyms')));
  expect(valuesOf(plain, 'challenges')).toMatchObject(
    counted.map(({ exercise }) => ({ exercise: { ...exercise, description: 'Exercise' } })),
  );
  await host.close();
});

it.each([
  ['a direction mark', 'Im \\u202eSitzen'],
  ['more than fits beside the exercise', 'Seil '.repeat(30).trim()],
])('a way with %s in its words is rejected, and creates nothing', async (_, how) => {
  const host = await openHost(folder.path);
  const text = resealed(frozen('export-3-ways.jsonl').replaceAll('Im Sitzen das Seil schwingen', how));
  await expect(importInto(host, text)).rejects.toThrow(/never writes/);
  expect(host.rooms.all()).toEqual([]);
  await host.close();
});
