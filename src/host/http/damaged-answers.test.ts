/** G2 where a stored answer is damaged: for every route that changes something, what was done is not done again by its key. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IS_ONE_OF_MANY, OWN_BACKUPS } from '../storage/tested-store.harness.ts';
import { rehearseWithNobody } from './empty-rehearsal.harness.ts';
import { changesOf, everythingIn } from './every-change.harness.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestResponse,
  type TestSeat,
} from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
let anna: TestSeat;

beforeEach(async () => {
  app = await startTestApp({ rehearse: rehearseWithNobody });
  game = await makeGame(app);
  anna = await game.join('Anna');
  await game.asOwner('/start');
});
afterEach(() => app.close());

const CHANGES = changesOf({
  get app() {
    return app;
  },
  get game() {
    return game;
  },
  get anna() {
    return anna;
  },
});

/** No event tells of a link, of which nobody knows yet, or of what was as it should be; of others the answer says how the games are now. */
const ANSWERED_ANEW = [
  'delete /games/{code}/message',
  'post /backups/{name}/restore',
  'post /games/import',
  'post /games/{code}/seats/recover',
  'post /games/{code}/tickets',
];

/** Where all was as it should be, there is no event either; and the answer is the same. */
const CHANGES_NOTHING = ['post /games/{code}/teams/balance'];

/**
 * Among several hosts, the one that wrote first has made the next game, before any answer: no event has the answer's key, so that it says
 * when it is given, and is otherwise the same.
 */
const isTimedAnew = (route: string) => IS_ONE_OF_MANY && route === 'post /games/{code}/next';
const untimed = (text: string) => text.replace(/"as_of":\d+/g, '"as_of":0');

const isSaidToBeRepeated = ({ headers }: TestResponse) => headers.get('idempotent-replayed') === 'true';

describe('G2 a request whose stored answer is damaged', () => {
  it.for(CHANGES)(
    'G2: has no second effect, and gets the same answer: %s %s',
    async ([route, , make], { skip }) => {
      skip(OWN_BACKUPS.isMissing && route.includes('/backups'), OWN_BACKUPS.note);
      const { path, call, other } = await make();
      const keyed = { ...call, key: 'tap' };
      const first = await app.call(path, keyed);
      expect(first.status).toBeLessThan(300);
      const after = await everythingIn(app);
      await app.loseAnswers();
      app.clock.advance(20_000);
      await app.restart();
      const answers = [await app.call(path, keyed), await app.call(path, keyed)];
      expect(await everythingIn(app)).toBe(after);
      // What is answered anew is stored, and so the second time a repetition.
      const isAnew = ANSWERED_ANEW.includes(route);
      expect(
        answers.slice(isAnew || CHANGES_NOTHING.includes(route) ? 1 : 0).map(isSaidToBeRepeated),
      ).not.toContain(false);
      const compared = (text: string) => (isTimedAnew(route) ? untimed(text) : text);
      for (const { status, text } of answers)
        expect({ status, text: compared(text) }).toEqual({
          status: first.status,
          text: compared(isAnew ? text : first.text),
        });
      const different = await app.call(path, { ...keyed, body: other });
      expect(different).toMatchObject({ status: 422, json: { code: 'key_reused' } });
      expect(await everythingIn(app)).toBe(after);
    },
  );
});
