import { describe, expect, it } from 'vitest';
import type { GameView } from '../../../client/game-view.ts';
import { createHostClient, type HostClient } from '../../../client/host-client.ts';
import { createManualEnvironment } from '../../../client/manual-environment.fake.ts';
import { createSafeStorage } from '../../../client/safe-storage.ts';
import { REPEAT_HEADER } from '../../../protocol/repeat-header.ts';
import { aChallenge, aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { withPressedAgain } from './pressed-again.ts';

const GAME = 'ABC234';
const SQUATS = { challenge_type: 'squats', challenge_description: '20 Squats', target_number: 20 };

function aView(given: Partial<GameView>): GameView {
  return {
    connection: 'live',
    closeCode: null,
    isMoving: false,
    origins: [],
    loaded: true,
    game: aGame(),
    message: null,
    me: aPlayer({ role: 'banker' }),
    teams: [],
    challenges: [],
    ended: [],
    players: [],
    presence: new Map(),
    pinGuessesUntil: null,
    seq: 1,
    epoch: 'e',
    snapshots: 1,
    ...given,
  };
}

/** A host that has done what it is asked before the answer gets lost, and answers the same key alike; or that was never asked. */
function pressTwice(
  call: (api: HostClient) => Promise<unknown>,
  answer: object,
  view: GameView,
  wasAsked = true,
) {
  const keys: (string | null)[] = [];
  const environment = createManualEnvironment({
    origin: 'http://192.168.1.20:4747',
    storage: createSafeStorage(),
    fetch: async (_url, { headers }) => {
      const key = new Headers(headers).get('idempotency-key');
      const isRepeat = wasAsked && keys.includes(key);
      keys.push(key);
      if (keys.length === 1) throw new TypeError('Failed to fetch');
      return new Response(JSON.stringify(answer), { headers: isRepeat ? { [REPEAT_HEADER]: 'true' } : {} });
    },
  });
  const api = withPressedAgain(createHostClient({ seat: 0, environment }), () => view);
  return call(api)
    .catch(() => call(api))
    .then(() => keys);
}

let heard = 0;
/** Each press knows more than the one before. */
const heardOf = () => ++heard;

interface Row {
  readonly call: (api: HostClient) => Promise<unknown>;
  readonly answer: object;
  /** What the desk shows if nothing has happened since. */
  readonly stands: Partial<GameView>;
  /** What it shows once somebody has done something about it. */
  readonly overtaken: Partial<GameView>;
}

const game = (given: Parameters<typeof aGame>[0]) => ({ game: aGame(given) });
const players = (...given: Parameters<typeof aPlayer>) => ({ players: [aPlayer(...given)] });
const teams = (...given: Parameters<typeof aTeam>) => ({ teams: [aTeam(...given)] });
const challenges = (...given: Parameters<typeof aChallenge>) => ({ challenges: [aChallenge(...given)] });
const message = (at: number, text: string | null) => ({ text, at, until: at + 1 });

/** Undone, by this desk or another, and by the rules of the game alike. */
const step = (call: Row['call']): Row => ({
  call,
  answer: aChallenge({ version: 2 }),
  stands: challenges({ version: 2 }),
  overtaken: challenges({ version: 3 }),
});

const ROWS: Partial<Readonly<Record<keyof HostClient, Row>>> = {
  start: {
    call: (api) => api.start(GAME, { seen_seq: heardOf() }),
    answer: aGame(),
    stands: game({}),
    overtaken: game({ status: 'waiting' }),
  },
  pause: {
    call: (api) => api.pause(GAME, { seen_seq: heardOf() }),
    answer: aGame({ status: 'paused' }),
    stands: game({ status: 'paused' }),
    overtaken: game({}),
  },
  resume: {
    call: (api) => api.resume(GAME, { seen_seq: heardOf() }),
    answer: aGame(),
    stands: game({}),
    overtaken: game({ status: 'paused' }),
  },
  end: {
    call: (api) => api.end(GAME, { seen_seq: heardOf() }),
    answer: aGame({ status: 'completed' }),
    stands: game({ status: 'completed' }),
    overtaken: game({}),
  },
  wipeGame: {
    call: (api) => api.wipeGame(GAME, {}),
    answer: {},
    stands: { game: null },
    overtaken: game({ name: 'Brought back from its export' }),
  },
  changeGame: {
    call: (api) => api.changeGame(GAME, { settings: { locked: true } }),
    answer: aGame({ settings: { ...aGame().settings, locked: true } }),
    stands: game({ status: 'paused', settings: { ...aGame().settings, locked: true } }),
    overtaken: game({}),
  },
  showFinale: {
    call: (api) => api.showFinale(GAME, { step: 'third' }),
    answer: aGame({ finale: 'third' }),
    stands: game({ finale: 'third' }),
    overtaken: game({ finale: 'opening' }),
  },
  closeFinale: {
    call: (api) => api.closeFinale(GAME, {}),
    answer: aGame(),
    stands: game({}),
    overtaken: game({ finale: 'third' }),
  },
  playAgain: {
    call: (api) => api.playAgain(GAME, {}),
    answer: { game_code: 'XYZ789', game_id: 2, game: aGame({ game_code: 'XYZ789' }) },
    stands: game({ next_game_code: 'XYZ789' }),
    overtaken: game({}),
  },
  undoPlayAgain: {
    call: (api) => api.undoPlayAgain(GAME, {}),
    answer: aGame(),
    stands: game({}),
    overtaken: game({ next_game_code: 'XYZ789' }),
  },
  sendMessage: {
    call: (api) => api.sendMessage(GAME, 'Pizza!'),
    answer: message(5, 'Pizza!'),
    stands: { message: message(5, 'Pizza!') },
    overtaken: { message: message(6, null) },
  },
  removeMessage: {
    call: (api) => api.removeMessage(GAME, {}),
    answer: message(5, null),
    stands: { message: message(5, null) },
    overtaken: { message: message(6, 'Pizza!') },
  },
  addPlayer: {
    call: (api) => api.addPlayer(GAME, { player_name: 'Anna' }),
    answer: { player_id: 10, player_name: 'Anna', team_number: null, game: aGame() },
    stands: players({ player_name: 'Annika', team_number: 3 }),
    overtaken: players({ removed: true }),
  },
  addSeveral: {
    call: (api) => api.addSeveral(GAME, { player_names: ['Anna'] }),
    answer: { items: [aPlayer()] },
    stands: players({ player_name: 'Annika' }),
    overtaken: players({ removed: true }),
  },
  changePlayer: {
    call: (api) => api.changePlayer(GAME, 10, { needs: ['seated'] }),
    answer: aPlayer({ needs: ['seated'] }),
    stands: players({ needs: ['seated'], team_number: 3 }),
    overtaken: players({ needs: [] }),
  },
  removePlayer: {
    call: (api) => api.removePlayer(GAME, 10, { seen_seq: heardOf() }),
    answer: aPlayer({ removed: true }),
    stands: players({ removed: true }),
    overtaken: players({}),
  },
  restorePlayer: {
    call: (api) => api.restorePlayer(GAME, 10, {}),
    answer: aPlayer(),
    stands: players({}),
    overtaken: players({ removed: true }),
  },
  removePlayers: {
    call: (api) => api.removePlayers(GAME, { player_ids: [10] }),
    answer: { removed: 1, removed_at: 7 },
    stands: players({ removed: true, removed_at: 7 }),
    overtaken: players({}),
  },
  restorePlayers: {
    call: (api) => api.restorePlayers(GAME, { removed_at: 7 }),
    answer: { restored: 1 },
    stands: players({}),
    overtaken: players({ removed: true, removed_at: 7 }),
  },
  movePlayers: {
    call: (api) => api.movePlayers(GAME, { items: [{ player_id: 10, team_number: 2, expected_team: 1 }] }),
    answer: { done: [aPlayer({ team_number: 2 })], skipped: [] },
    stands: players({ team_number: 2, player_name: 'Annika' }),
    overtaken: players({ team_number: 1 }),
  },
  mergePlayer: {
    call: (api) => api.mergePlayer(GAME, 10, { into: 4 }),
    answer: aPlayer({ merged_into: 4 }),
    stands: players({ merged_into: 4 }),
    overtaken: players({}),
  },
  addTeam: {
    call: (api) => api.addTeam(GAME, {}),
    answer: aTeam(),
    stands: teams({ name: 'Foxes' }),
    overtaken: teams({ folded_at: 7 }),
  },
  changeTeam: {
    call: (api) => api.changeTeam(GAME, 1, { name: 'Foxes' }),
    answer: aTeam({ name: 'Foxes' }),
    stands: teams({ name: 'Foxes', has_school: true }),
    overtaken: teams({ name: 'Bears' }),
  },
  foldTeam: {
    call: (api) => api.foldTeam(GAME, 1, { players_to: 'evenly', seen_seq: heardOf() }),
    answer: aTeam({ folded_at: 7 }),
    stands: teams({ folded_at: 7 }),
    overtaken: teams({}),
  },
  unfoldTeam: {
    call: (api) => api.unfoldTeam(GAME, 1, {}),
    answer: aTeam(),
    stands: teams({}),
    overtaken: teams({ folded_at: 8 }),
  },
  request: {
    call: (api) => api.request(GAME, { player_id: 10, building_type: 'farm', seen_seq: heardOf() }),
    answer: aChallenge(),
    stands: challenges({ version: 2, status: 'assigned' }),
    overtaken: {},
  },
  assign: step((api) => api.assign(GAME, 1, SQUATS)),
  changeChallenge: step((api) => api.changeChallenge(GAME, 1, SQUATS)),
  complete: step((api) => api.complete(GAME, 1, {})),
  reject: step((api) => api.reject(GAME, 1, {})),
  cancel: step((api) => api.cancel(GAME, 1, {})),
  assignSeveral: {
    ...step((api) => api.assignSeveral(GAME, { items: [{ challenge_ids: [1], ...SQUATS }] })),
    answer: { done: [aChallenge({ version: 2 })], skipped: [] },
  },
};

/** Changes that no desk of a game presses, that say themselves which version they mean, or whose answer tells nothing that could go. */
const OTHERS: readonly (keyof HostClient)[] = [
  'createGame',
  'rehearse',
  'join',
  'recover',
  'redeemTicket',
  'issueTicket',
  'swap',
  'undo',
  'undoOrRedo',
  'undoOrRedoSeveral',
];
const READING: readonly (keyof HostClient)[] = [
  'games',
  'game',
  'nextSeat',
  'players',
  'teams',
  'me',
  'heldSeats',
  'teamMembers',
  'seatCards',
  'offers',
  'active',
  'history',
  'events',
  'nextPage',
  'nextEvents',
];

describe('G2 what is pressed again after a lost answer', () => {
  it('G2: is tried for every change that a desk makes', () => {
    const known = [...Object.keys(ROWS), ...OTHERS, ...READING];
    expect(known.toSorted()).toEqual(Object.keys(createHostClient()).toSorted());
  });

  it.each(Object.entries(ROWS))('G2: is the same call while its outcome stands: %s', async (_, row) => {
    const keys = await pressTwice(row.call, row.answer, aView(row.stands));
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  it.each(Object.entries(ROWS))(
    'G2: is another call once something else has come about: %s',
    async (_, row) => {
      const [first, again, anew, ...others] = await pressTwice(row.call, row.answer, aView(row.overtaken));
      expect(again).toBe(first);
      expect(anew).toMatch(/^[\w-]{22}$/);
      expect(anew).not.toBe(first);
      expect(others).toEqual([]);
    },
  );

  it.each(Object.entries(ROWS))(
    'G2: is made once if the first never reached the host, whatever the desk still shows: %s',
    async (_, { call, answer, overtaken }) => {
      const keys = await pressTwice(call, answer, aView(overtaken), false);
      expect(keys).toEqual([keys[0], keys[0]]);
    },
  );

  it.each(Object.entries(ROWS))(
    'G2: is the same call while the desk does not show how things are: %s',
    async (_, { call, answer, overtaken }) => {
      for (const unsure of [
        { connection: 'connecting' },
        { connection: 'checking' },
        { loaded: false },
      ] as const) {
        const keys = await pressTwice(call, answer, aView({ ...overtaken, ...unsure }));
        expect(keys).toEqual([keys[0], keys[0]]);
      }
    },
  );

  it('G2: gives more time once, whatever else has happened', async () => {
    const more = (api: HostClient) => api.changeChallenge(GAME, 1, { extend_seconds: 60 });
    const keys = await pressTwice(more, aChallenge({ version: 2 }), aView(challenges({ version: 9 })));
    expect(keys).toEqual([keys[0], keys[0]]);
  });
});
