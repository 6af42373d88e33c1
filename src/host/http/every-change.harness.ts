/** Every route that changes something, with a change by it, for the tests that go through all of them. */
import { flood } from './join-flood.harness.ts';
import { changesOfLibrary, libraryRevision } from './library-changes.harness.ts';
import {
  makeGame,
  SQUATS,
  type SeatedGame,
  type TestApp,
  type TestRequest,
  type TestSeat,
} from './test-app.harness.ts';

export interface Change {
  readonly path: string;
  readonly call: TestRequest;
  /** A different request to the same address. */
  readonly other: unknown;
}

/** What the tests are at: a game that has started, with Anna in it. */
export interface Scene {
  readonly app: TestApp;
  readonly game: SeatedGame;
  readonly anna: TestSeat;
}

/** Everything that a request may have changed. */
export async function everythingIn(app: TestApp): Promise<string> {
  const games = (await app.store.eventStore.list()).map(({ code, seq }) => `${code} ${seq}`);
  const backups = app.store.backups.list().filter(({ reason }) => reason === 'asked').length;
  return [...games.toSorted(), backups, await libraryRevision(app)].join(', ');
}

const HALL = { ssid: 'Hall', security: 'wpa', password: 'open sesame', hidden: false };
const NDJSON = { 'content-type': 'application/x-ndjson' };

export async function ticketFor(game: SeatedGame, body: object): Promise<unknown> {
  return (await game.asOwner('/tickets', body)).json['ticket'];
}

/** @param make returns the ticket of a new link */
export async function redeeming(make: () => Promise<unknown>): Promise<Change> {
  return {
    path: '/api/v2/tickets/redeem',
    call: { body: { ticket: await make() } },
    other: { ticket: await make() },
  };
}

/** @param now what the tests are at when a change is made */
export function changesOf(
  now: Scene,
): readonly (readonly [route: string, what: string, make: () => Change | Promise<Change>])[] {
  const asOwner = (method: string, body: unknown): TestRequest => ({
    method,
    body,
    token: now.app.seats.ownerToken,
  });
  const ofGame = (tail: string, body: unknown, method = 'POST', other: unknown = { other: 1 }): Change => ({
    path: now.game.path + tail,
    call: asOwner(method, body),
    other,
  });
  /** Of the finale, once the game is over. */
  const ofEnded = async (body: unknown, method: string, other?: unknown): Promise<Change> => {
    await now.game.asOwner('/end', { keep_results: true });
    return ofGame('/finale', body, method, other);
  };
  /** Of the owner, at an address beside the games'. */
  const ofHost = (path: string, body: unknown, other: unknown = { other: 1 }, method = 'POST'): Change => ({
    path: `/api/v2${path}`,
    call: asOwner(method, body),
    other,
  });
  /** Once these steps have been taken. */
  const once = async (steps: readonly string[], change: () => Change) => {
    for (const step of steps) await now.game.asOwner(step);
    return change();
  };
  const ofChallenge = async (
    tail: string,
    body: unknown,
    {
      method = 'POST',
      other = { other: 1 },
      steps = [],
    }: { readonly method?: string; readonly other?: unknown; readonly steps?: readonly string[] } = {},
  ): Promise<Change> => {
    const id = await now.game.request(now.anna);
    for (const step of steps)
      await now.game.asOwner(`${now.game.challenges}/${id}/${step}`, step === 'assign' ? SQUATS : {});
    return { path: `${now.game.challenges}/${id}${tail}`, call: asOwner(method, body), other };
  };
  const ofSwap = () =>
    ofChallenge('/swap', { challenge_type: 'plank' }, { other: SQUATS, steps: ['assign'] });
  const ofSeveral = async (way: string, ...steps: readonly string[]): Promise<Change> => {
    const id = Number((await ofChallenge('', {}, { steps })).path.split('/').at(-1));
    const same = way === 'assign' ? { ...SQUATS, challenge_ids: [id] } : { challenge_id: id };
    const body = (version: number) => ({ items: [{ ...same, target_number: version, version }] });
    const call = asOwner('POST', body(steps.length + 1));
    return { path: `${now.game.challenges}/${way}-several`, call, other: body(steps.length + 2) };
  };
  const adding = () => ofGame('/players', { player_name: 'Leo' }, 'POST', { player_name: 'Lea' });
  const renaming = () =>
    ofGame(`/players/${now.anna.id}`, { player_name: 'Eva' }, 'PATCH', { player_name: 'Ina' });
  const listing = () => ofGame('/players/several', { player_names: ['A'] }, 'POST', { player_names: ['B'] });
  const moving = (team_number: number) => ({
    items: [{ player_id: now.anna.id, team_number, expected_team: 1 }],
  });
  const exported = async () =>
    (await now.app.call(`${now.game.path}/export?names=real`, { token: now.app.seats.ownerToken })).text;
  const folding = (players_to: number) => ofGame('/teams/1/fold', { players_to }, 'POST', { players_to: 3 });
  const unfolding = (players_to: number) =>
    now.game.asOwner('/teams/1/fold', { players_to }).then(() => ofGame('/teams/1/unfold', {}));

  return [
    ['post /games', '', () => ofHost('/games', { name: 'Night' }, { name: 'Day' })],
    ['patch /games/{code}', '', () => ofGame('', { name: 'New' }, 'PATCH', { name: 'Newer' })],
    ['delete /games/{code}', '', () => once(['/end'], () => ofGame('', {}, 'DELETE'))],
    [
      'post /games/{code}/start',
      '',
      async () => {
        const { code } = await makeGame(now.app);
        return ofHost(`/games/${code}/start`, {});
      },
    ],
    ['post /games/{code}/pause', '', () => ofGame('/pause', {})],
    ['post /games/{code}/end', '', () => ofGame('/end', {}, 'POST', { keep_results: true })],
    ['post /games/{code}/finale', '', () => ofEnded({ step: 'third' }, 'POST', { step: 'second' })],
    ['delete /games/{code}/finale', '', () => ofEnded({}, 'DELETE')],
    ['post /games/{code}/resume', '', () => once(['/pause'], () => ofGame('/resume', {}))],
    ['post /games/{code}/next', '', () => once(['/end'], () => ofGame('/next', {}))],
    ['delete /games/{code}/next', '', () => once(['/end', '/next'], () => ofGame('/next', {}, 'DELETE'))],
    [
      'post /games/{code}/message',
      '',
      () => ofGame('/message', { text: 'Tidy up' }, 'POST', { text: 'Run' }),
    ],
    ['delete /games/{code}/message', '', () => ofGame('/message', {}, 'DELETE')],
    [
      'post /games/{code}/players',
      'joining',
      () => ({
        path: `${now.game.path}/players`,
        call: { body: { player_name: 'Leo' } },
        other: { player_name: 'Lea' },
      }),
    ],
    ['post /games/{code}/players', 'by a banker', adding],
    ['post /games/{code}/players/several', '', listing],
    ['post /games/{code}/players/move', '', () => ofGame('/players/move', moving(2), 'POST', moving(3))],
    ['patch /games/{code}/players/{id}', '', renaming],
    ['delete /games/{code}/players/{id}', '', () => ofGame(`/players/${now.anna.id}`, {}, 'DELETE')],
    [
      'post /games/{code}/players/{id}/restore',
      '',
      async () => {
        await now.game.asOwner(`/players/${now.anna.id}`, {}, 'DELETE');
        return ofGame(`/players/${now.anna.id}/restore`, {});
      },
    ],
    [
      'post /games/{code}/players/{id}/merge',
      '',
      async () => {
        const [again, third] = [await now.game.join('Anna'), await now.game.join('Mia')];
        return ofGame(`/players/${again.id}/merge`, { into: now.anna.id }, 'POST', { into: third.id });
      },
    ],
    [
      'patch /games/{code}/teams/{number}',
      '',
      () => ofGame('/teams/1', { name: 'Foxes' }, 'PATCH', { name: 'Bears' }),
    ],
    ['post /games/{code}/teams', '', () => ofGame('/teams', { name: 'Foxes' })],
    ['post /games/{code}/teams/{number}/fold', '', () => folding(2)],
    ['post /games/{code}/teams/{number}/unfold', '', () => unfolding(2)],
    ['post /games/{code}/teams/balance', '', () => ofGame('/teams/balance', {})],
    ['post /games/{code}/tickets', '', () => ofGame('/tickets', { for: 'board' }, 'POST', { for: 'banker' })],
    ['post /tickets/redeem', 'of the desk', () => redeeming(() => now.app.deskTicket())],
    ['post /tickets/redeem', 'of a banker', () => redeeming(() => ticketFor(now.game, { for: 'banker' }))],
    ['post /tickets/redeem', 'of a board', () => redeeming(() => ticketFor(now.game, { for: 'board' }))],
    [
      'post /tickets/redeem',
      'of a seat',
      () => redeeming(() => ticketFor(now.game, { for: 'seat', player_id: now.anna.id })),
    ],
    [
      'post /games/{code}/seats/recover',
      '',
      () => ({
        path: `${now.game.path}/seats/recover`,
        call: { body: { player_name: 'Anna', seat_pin: now.anna.pin } },
        other: { player_name: 'anna', seat_pin: now.anna.pin },
      }),
    ],
    [
      'post /challenges/{code}/request',
      '',
      () => ({
        path: `${now.game.challenges}/request`,
        call: { token: now.anna.token, body: { player_id: now.anna.id, building_type: 'farm' } },
        other: { player_id: now.anna.id, building_type: 'mine' },
      }),
    ],
    [
      'post /challenges/{code}/{id}/assign',
      '',
      () => ofChallenge('/assign', SQUATS, { other: { ...SQUATS, target_number: 21 } }),
    ],
    [
      'patch /challenges/{code}/{id}',
      '',
      () =>
        ofChallenge(
          '',
          { extend_seconds: 60 },
          { method: 'PATCH', other: { extend_seconds: 61 }, steps: ['assign'] },
        ),
    ],
    ['post /challenges/{code}/{id}/swap', '', ofSwap],
    ['post /challenges/{code}/{id}/complete', '', () => ofChallenge('/complete', {}, { steps: ['assign'] })],
    [
      'post /challenges/{code}/{id}/reject',
      '',
      async () => {
        await now.game.asOwner('', { settings: { completion: 'banker' } }, 'PATCH');
        const change = await ofChallenge('/reject', {}, { steps: ['assign'] });
        const claim = { token: now.anna.token, body: {} };
        await now.app.call(change.path.replace('reject', 'complete'), claim);
        return change;
      },
    ],
    ['post /challenges/{code}/{id}/cancel', '', () => ofChallenge('/cancel', {})],
    ['post /challenges/{code}/{id}/undo', '', () => ofChallenge('/undo', {}, { steps: ['assign'] })],
    ['post /challenges/{code}/{id}/redo', '', () => ofChallenge('/redo', {}, { steps: ['assign', 'undo'] })],
    ['post /challenges/{code}/assign-several', '', () => ofSeveral('assign')],
    ['post /challenges/{code}/undo-several', '', () => ofSeveral('undo', 'assign')],
    ['post /challenges/{code}/redo-several', '', () => ofSeveral('redo', 'assign', 'undo')],
    ['post /backups', '', () => ofHost('/backups', {})],
    [
      'post /backups/{name}/restore',
      '',
      async () => {
        const { json } = await now.app.call('/api/v2/backups', asOwner('POST', {}));
        return ofHost(`/backups/${String(json['name'])}/restore`, { game_code: now.game.code }, {});
      },
    ],
    [
      'post /games/import',
      '',
      async () => {
        const file = await exported();
        const change = ofHost('/games/import', file, file.replaceAll('Anna', 'Hanna'));
        return { ...change, call: { ...change.call, headers: NDJSON } };
      },
    ],
    ['post /rehearsals', '', () => ofHost('/rehearsals', { players: 2 }, { players: 3 })],
    [
      'post /games/{code}/players/remove',
      '',
      async () =>
        ofGame('/players/remove', await flood(now.app, now.game), 'POST', { source: 'another', since: 1 }),
    ],
    [
      'post /games/{code}/players/restore',
      '',
      async () => {
        const { json } = await now.game.asOwner(
          `${now.game.path}/players/remove`,
          await flood(now.app, now.game),
        );
        return ofGame('/players/restore', { removed_at: json['removed_at'] }, 'POST', { removed_at: 1 });
      },
    ],
    [
      'patch /host/wifi',
      '',
      () =>
        ofHost('/host/wifi', { network: HALL }, { network: { ...HALL, password: 'another one' } }, 'PATCH'),
    ],
    ...changesOfLibrary(() => ({ app: now.app, gameCode: now.game.code })),
    ['patch /host', '', () => ofHost('/host', { chosen: null }, { chosen: '192.168.1.20' }, 'PATCH')],
  ];
}
