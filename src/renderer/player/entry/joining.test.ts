/** Who presses Join again because no answer came is the same player, however the keyboard has left the name by then. */
import { beforeEach, expect, it } from 'vitest';
import { HostError } from '../../../client/host-client.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { createJoining, type Joining } from './joining.ts';

let asked: string[];
let now: number;
let joining: Joining;
beforeEach(() => {
  [asked, now] = [[], 0];
  joining = createJoining({
    api: {
      join: async (_code, { player_name: name }) => {
        asked.push(name);
        throw new HostError('no answer');
      },
      recover: async () => {
        throw new HostError('no answer');
      },
    },
    storage: inMemoryStorage(),
    tabStorage: inMemoryStorage(),
    wall: () => now,
  });
});

/** The names under which the laptop is asked, one press after the other. */
async function press(...names: readonly string[]): Promise<readonly string[]> {
  for (const name of names) await expect(joining.join('ABC234', name)).rejects.toThrow('no answer');
  return asked;
}

it.each([
  ['a blank behind it', 'Anna', 'Anna '],
  ['a blank before it', 'Lea', ' Lea'],
  ['more blanks within', 'Anna Lena', 'Anna  Lena'],
  ['a capital', 'anna', 'Anna'],
  ['the accent as a character of its own', 'Zo\u00e9', 'Zoe\u0301'],
  ['a full stop that two blanks have made', 'Ben', 'Ben. '],
  ['an apostrophe of another form', "O'Neil", 'O’Neil'],
])('G2: asks for the same with %s', async (_what, first, second) => {
  expect(await press(first, second, first)).toEqual([first, first, first]);
});

it.each([
  ['another name', 'Anna', 'Ben'],
  ['more of a name', 'Max', 'Max K'],
  ['another emoji', '🦊', '🐻'],
  ['another number', 'Anna 2', 'Anna 3'],
])('G2: asks for %s under itself', async (_what, first, second) => {
  expect(await press(first, second)).toEqual([first, second]);
});

it('asks for what is typed where somebody else may hold the phone by now', async () => {
  await press('anna');
  now += 11 * 60_000;
  expect(await press('Anna')).toEqual(['anna', 'Anna']);
});
