/** A text that is much longer than any may be is refused by the limit that it has to keep, at every entrance. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestResponse,
} from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let challengePath: string;
beforeAll(async () => {
  app = await startTestApp();
  game = await makeGame(app);
  const anna = await game.join('Anna');
  await game.asOwner('/start');
  challengePath = `${game.challenges}/${await game.request(anna)}`;
});
afterAll(() => app.close());

type Enter = (text: string) => Promise<TestResponse>;
const owner = (path: string, body: object, method = 'POST') =>
  app.call(path, { method, token: app.seats.ownerToken, body });
const banker = (path: string, body: object, method = 'POST') =>
  app.call(path, { method, token: game.banker.token, body });
const custom = (text: string) => ({
  challenge_type: 'custom',
  challenge_description: text,
  target_number: 1,
});
const library = '/api/v2/library';
const template = (text: string, exercises: readonly object[] = []) =>
  owner(`${library}/templates`, { name: text, game_code: game.code, exercises });
const LISTED = {
  type: 'push_ups',
  target: 1,
  easier: 1,
  harder: 1,
  unit: 'repetitions',
  duration_seconds: null,
  used: true,
};

/** With the name of the field, and how many characters it may have. */
const ENTRANCES: readonly (readonly [string, string, number, Enter])[] = [
  ['joining', 'player_name', 20, (text) => game.call('/players', { body: { player_name: text } })],
  ['adding a player', 'player_name', 20, (text) => banker(`${game.path}/players`, { player_name: text })],
  [
    'adding several',
    'player_names.1',
    20,
    (text) => banker(`${game.path}/players/several`, { player_names: ['Ben', text] }),
  ],
  [
    'renaming a player',
    'player_name',
    20,
    (text) => banker(`${game.path}/players/${game.banker.id}`, { player_name: text }, 'PATCH'),
  ],
  [
    'coming back',
    'player_name',
    20,
    (text) => game.call('/seats/recover', { body: { player_name: text, seat_pin: '0000' } }),
  ],
  ['creating a game', 'name', 40, (text) => owner('/api/v2/games', { name: text })],
  ['renaming a game', 'name', 40, (text) => banker(game.path, { name: text }, 'PATCH')],
  ['adding a team', 'name', 30, (text) => banker(`${game.path}/teams`, { name: text })],
  ['renaming a team', 'name', 30, (text) => banker(`${game.path}/teams/1`, { name: text }, 'PATCH')],
  ['a message', 'text', 100, (text) => banker(`${game.path}/message`, { text })],
  ['assigning', 'challenge_description', 100, (text) => banker(`${challengePath}/assign`, custom(text))],
  [
    'changing an exercise',
    'challenge_description',
    100,
    (text) => banker(challengePath, { challenge_description: text }, 'PATCH'),
  ],
  [
    'a way of doing it',
    'how',
    100,
    (text) =>
      banker(`${challengePath}/assign`, {
        ...custom('Claps'),
        ways: [{ variant: 'seated', meets: ['seated'], how: text }],
      }),
  ],
  ['an own exercise', 'name', 100, (text) => owner(`${library}/exercises`, { name: text, target: 1 })],
  ['a template', 'name', 40, (text) => template(text)],
  ['an exercise of a template', 'exercises', 100, (text) => template('Camp', [{ ...LISTED, name: text }])],
];

describe.each(ENTRANCES)('%s, "%s"', (_entrance, field, limit, enter) => {
  it.each([1_001, 1_500, 30_000])('of %i characters is refused by its own limit', async (characters) => {
    const { status, json } = await enter('x'.repeat(characters));
    expect([status, json['reason']]).toEqual([400, 'text_too_long']);
    expect(json['params']).toMatchObject({ field, characters_over: characters - limit });
    expect(json['detail']).toMatch(
      new RegExp(
        `^"${field}" is too long: ${characters} characters, ${characters - limit} more than the ${limit} allowed`,
      ),
    );
  });
});

it('spaces around a text do not make it too long', async () => {
  const spaced = `${' '.repeat(2_000)}Camp`;
  expect((await banker(game.path, { name: spaced }, 'PATCH')).json['name']).toBe('Camp');
});

it('a PIN of any length that is not the right one is a wrong PIN', async () => {
  for (const pin of ['1'.repeat(21), '1'.repeat(5_000)]) {
    const answer = await game.call('/seats/recover', { body: { player_name: 'Anna', seat_pin: pin } });
    expect(answer.json['reason'] ?? answer.json['code']).toBe('wrong_pin');
  }
});

it('in a file of exercises, such a text is one that is too long, and not a field that nobody understands', async () => {
  const head = '{"format":"trading-game-night-library","version":1}';
  const line = JSON.stringify({ exercise: { name: 'x'.repeat(1_500), target: 1 } });
  const answer = await app.call('/api/v2/library/import', {
    token: app.seats.ownerToken,
    body: `${head}\n${line}`,
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect(answer.json['mistakes']).toMatchObject([{ code: 'text_invalid', line: 2, field: 'name' }]);
});
