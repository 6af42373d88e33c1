/** What may be typed as a name or a text, at every entrance. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REAL_NAMES, REFUSED_NAMES } from '../../game/names.fixtures.ts';
import { lengthOf, PLAYER_NAME_LIMIT } from '../../game/text-limits.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestResponse,
} from './test-app.harness.ts';

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';

let app: TestApp;
let game: SeatedGame;
let challengePath: string;
const owner = () => app.seats.ownerToken;

beforeAll(async () => {
  // All of them join from one address, at once.
  app = await startTestApp({
    rateLimits: (real) => ({ ...real, takeJoin: async () => async () => undefined }),
  });
  game = await makeGame(app);
  const anna = await game.join('Anna');
  await game.asOwner('/start');
  challengePath = `${game.challenges}/${await game.request(anna)}`;
});
afterAll(() => app.close());

const banker = (path: string, method: string, body: object) =>
  app.call(path, { method, token: game.banker.token, body });
const described = (text: string) => ({
  challenge_type: 'custom',
  challenge_description: text,
  target_number: 1,
});

/** Every way in which a text gets into a game. */
const ENTRANCES: Readonly<Record<string, (text: string) => Promise<TestResponse>>> = {
  joining: (text) => game.call('/players', { body: { player_name: text } }),
  'adding a player': (text) => banker(`${game.path}/players`, 'POST', { player_name: text }),
  'renaming a player': (text) =>
    banker(`${game.path}/players/${game.banker.id}`, 'PATCH', { player_name: text }),
  'creating a game': (text) => app.call('/api/v2/games', { token: owner(), body: { name: text } }),
  'renaming a game': (text) => banker(game.path, 'PATCH', { name: text }),
  'renaming a team': (text) => banker(`${game.path}/teams/1`, 'PATCH', { name: text }),
  'assigning an exercise': (text) => banker(`${challengePath}/assign`, 'POST', described(text)),
  'changing an exercise': (text) => banker(challengePath, 'PATCH', { challenge_description: text }),
};

const longest = (characters: number) => 'x'.repeat(characters + 1);
const TOO_LONG: Readonly<Record<string, string>> = {
  joining: longest(20),
  'adding a player': longest(20),
  'renaming a player': longest(20),
  'creating a game': longest(40),
  'renaming a game': longest(40),
  'renaming a team': longest(30),
  'assigning an exercise': longest(100),
  'changing an exercise': longest(100),
};

describe.each(Object.entries(ENTRANCES))('%s', (entrance, enter) => {
  const refused = async (texts: readonly string[]) => {
    const answers: TestResponse[] = [];
    for (const text of texts) answers.push(await enter(text));
    return answers.map(({ status, json }) => [status, json['code']]);
  };
  const { too_long: _, ...unreadable } = REFUSED_NAMES;

  it.each(Object.entries(unreadable))('refuses what is %s', async (_fault, names) => {
    expect(await refused(names)).toEqual(names.map(() => [400, 'bad_request']));
  });

  it('refuses what is one character too long, and says by how much', async () => {
    const { status, json } = await enter(TOO_LONG[entrance] ?? '');
    expect(status).toBe(400);
    expect(json['detail']).toMatch(/is too long: \d+ characters, 1 more than the \d+ allowed\.$/);
  });

  it('takes a Tamil name, a family of emoji and a Sinhala joiner', async () => {
    const texts = ['பாலசுப்பிரமணியம்', `${FAMILY} Ana`, 'ශ්\u200Dරී'];
    const answers: TestResponse[] = [];
    for (const text of texts) answers.push(await enter(text));
    const isRefused = ({ status }: TestResponse) => status === 400;
    expect(answers.filter(isRefused).map(({ text }) => text)).toEqual([]);
  });
});

describe('a name', () => {
  it.each(Object.entries(REAL_NAMES))('in %s can be joined with, as it is', async (_, names) => {
    const other = await makeGame(app);
    for (const name of names) expect((await other.join(name)).name).toBe(name.normalize('NFC'));
  });

  it.each([
    ['characters', 'x'.repeat(24), '24 characters, 4 more than the 20 allowed.'],
    ['bytes', `${FAMILY.repeat(9)}${'小'.repeat(8)}`, '249 bytes, 9 more than the 240 allowed.'],
    [
      'both',
      FAMILY.repeat(21),
      '21 characters, 1 more than the 20 allowed, and 525 bytes, 285 more than the 240 allowed.',
    ],
  ])('that is over the limit of %s hears by how much', async (_, name, words) => {
    const { json } = await game.call('/players', { body: { player_name: name } });
    expect(json['detail']).toBe(`"player_name" is too long: ${words}`);
  });

  it('may fill its limit to the last byte', async () => {
    const name = `${FAMILY.repeat(9)}${'"'.repeat(7)}a`;
    expect(lengthOf(name)).toEqual({ graphemes: 17, bytes: PLAYER_NAME_LIMIT.bytes });
    expect((await game.join(name)).name).toBe(name);
    expect((await game.call('/players', { body: { player_name: `${name}b` } })).status).toBe(400);
  });

  it.each([
    ['Cyrillic', '\u0410nna'],
    ['full-width', '\uFF21nna'],
    ['mathematical', '\u{1D400}nna'],
    ['Greek', '\u0391nna'],
    ['upper-case', 'ANNA'],
    ['invisibly different', 'An\u200Bna'],
    ['followed by a full stop', 'Anna.'],
    ['in small capitals', 'ᴀɴɴᴀ'],
  ])('that looks like Anna but is %s gets a number, as a second Anna does', async (_, name) => {
    const other = await makeGame(app);
    await other.join('Anna');
    expect((await other.join(name)).name).toMatch(/ 2$/);
    const { json } = await banker(`${game.path}/players/${(await game.join('Zed')).id}`, 'PATCH', {
      player_name: name,
    });
    expect(json['player_name']).toMatch(/ \d+$/);
  });

  it('is found again with its PIN however it is typed, the very one first', async () => {
    const other = await makeGame(app);
    const anna = await other.join('Anna');
    const recover = (name: string) =>
      other.call('/seats/recover', { body: { player_name: name, seat_pin: anna.pin } });
    for (const name of ['anna', ' ANNA ', '\u0410nna', '\uFF21nna', 'Anna.']) {
      const { status, json } = await recover(name);
      expect([status, json['player_id']]).toEqual([201, anna.id]);
    }
    expect((await recover('Hanna')).status).toBe(401);
  });

  it('of a team that looks like another one gets a number', async () => {
    const other = await makeGame(app);
    const rename = async (number: number, name: string) => {
      const path = `${other.path}/teams/${number}`;
      const { json } = await app.call(path, { method: 'PATCH', token: other.banker.token, body: { name } });
      return json['name'];
    };
    expect(await rename(1, 'Red foxes')).toBe('Red foxes');
    expect(await rename(2, 'R\u0435d foxes')).toBe('R\u0435d foxes 2');
  });
});
