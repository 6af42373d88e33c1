import { expect, it } from 'vitest';
import type { HostClient } from '../../../client/host-client.ts';
import type { OthersChanges } from '../model/others-changes.ts';
import type { SharedState } from '../model/shared-state.ts';
import { withOwnChanges } from './with-own-changes.ts';

const ALL: readonly SharedState[] = [
  'status',
  'finale',
  'next game',
  'planned end',
  'message',
  'teams',
  'setting locked',
  'setting timers',
  'school 1',
  'school 2',
  'name 7',
  'team 7',
  'team 8',
  'needs 7',
  'removal 7',
  'removal 8',
  'block 7',
];
const CODE = 'ABC234';

/** What of it is this desk's own doing while a call is out. */
async function ownOf(call: (api: HostClient) => Promise<unknown>): Promise<readonly SharedState[]> {
  const own: SharedState[] = [];
  const during: OthersChanges['during'] = async (covers, made) => {
    own.push(...ALL.filter(covers));
    return made();
  };
  const asked: string[] = [];
  const plain = new Proxy({} as Partial<HostClient> as HostClient, {
    ownKeys: () => NAMES,
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_target, name) => async () => void asked.push(String(name)),
  });
  await call(withOwnChanges(plain, { during }));
  expect(asked).toHaveLength(1);
  return own;
}
const NAMES = ['assign'];

it.each<[string, (api: HostClient) => Promise<unknown>, readonly SharedState[]]>([
  ['starting', (api) => api.start(CODE, {}), ['status']],
  ['pausing', (api) => api.pause(CODE, {}), ['status']],
  ['going on', (api) => api.resume(CODE, {}), ['status', 'finale']],
  ['locking', (api) => api.changeGame(CODE, { settings: { locked: true } }), ['setting locked']],
  ['planning the end', (api) => api.changeGame(CODE, { end_time: null }), ['planned end']],
  ['naming the game', (api) => api.changeGame(CODE, { name: 'Friday' }), []],
  ['a message', (api) => api.sendMessage(CODE, 'Supper'), ['message']],
  ['a step of the reveal', (api) => api.showFinale(CODE, { step: 'opening', from: null }), ['finale']],
  ['playing again', (api) => api.playAgain(CODE, {}), ['next game']],
  ['a school', (api) => api.changeTeam(CODE, 2, { has_school: true }), ['school 2']],
  ['a name of a team', (api) => api.changeTeam(CODE, 2, { name: 'Reds' }), []],
  ['another team', (api) => api.addTeam(CODE, {}), ['teams']],
  ['folding', (api) => api.foldTeam(CODE, 2, { players_to: null }), ['teams', 'team 7', 'team 8']],
  ['what suits a player', (api) => api.changePlayer(CODE, 7, { needs: [] }), ['needs 7']],
  ['blocking', (api) => api.changePlayer(CODE, 7, { blocked: true }), ['block 7']],
  ['removing', (api) => api.removePlayer(CODE, 7, {}), ['removal 7']],
  ['what is built', (api) => api.complete(CODE, 5, {}), ['school 1', 'school 2']],
  ['an exercise', (api) => api.assign(CODE, 5, { challenge_type: 'push_ups', target_number: 5 }), []],
])('%s is the own doing of a desk, and nothing else is', async (_what, call, own) => {
  expect(await ownOf(call)).toEqual(own);
});
