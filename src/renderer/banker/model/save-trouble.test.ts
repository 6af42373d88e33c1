import { beforeEach, expect, it } from 'vitest';
import type { HostWarning } from '../../../protocol/host-info.ts';
import type { Problem } from '../../../protocol/problems.ts';
import { createSaveTrouble, REFUSAL_STANDS_MS, type SaveTrouble } from './save-trouble.ts';

let now: number;
let trouble: SaveTrouble;
let heard: (string | null)[];
beforeEach(() => {
  now = 1_000;
  trouble = createSaveTrouble(() => now);
  heard = [];
  trouble.watch(() => heard.push(trouble.current()?.error ?? null));
});

const problemOf = (fields: Partial<Problem>): Problem => ({
  type: '',
  title: '',
  detail: '',
  status: 503,
  code: 'storage',
  ...fields,
});
const NOT_SAVED = problemOf({ reason: 'not_saved', params: { error: 'disk_full' } });
const warningOf = (code: string, params: HostWarning['params']) => ({
  code,
  params,
  detail: '',
  about_games: true,
});
const FULL = { warnings: [warningOf('storage', { error: 'disk_full' })] };
const WELL = { warnings: [warningOf('no_backup', { error: 'disk_full' })] };
const hear = (info: typeof FULL) => trouble.asking()(info);

it('follows what the host says about itself, with its reason', () => {
  hear(WELL);
  expect(trouble.current()).toBeNull();
  hear(FULL);
  expect(trouble.current()).toEqual({ error: 'disk_full' });
  const before = trouble.current();
  hear(FULL);
  expect(trouble.current()).toBe(before);
  hear({ warnings: [warningOf('storage', { error: 'read_only' })] });
  hear(WELL);
  expect(heard).toEqual(['disk_full', 'read_only', null]);
});

it('is there at once when a call is refused, and stays while the host says nothing of it yet', () => {
  expect(trouble.refused(NOT_SAVED)).toBe(true);
  expect(trouble.current()).toEqual({ error: 'disk_full' });
  now += REFUSAL_STANDS_MS - 1;
  hear(WELL);
  expect(trouble.current()).toEqual({ error: 'disk_full' });
  now += 1;
  hear(WELL);
  expect(trouble.current()).toBeNull();
});

it('is over as soon as something has been saved since and the host says nothing of it', () => {
  trouble.refused(NOT_SAVED);
  trouble.saved();
  expect(trouble.current()).toEqual({ error: 'disk_full' });
  hear(FULL);
  expect(trouble.current()).toEqual({ error: 'disk_full' });
  hear(WELL);
  expect(trouble.current()).toBeNull();
});

it('is not over by what was saved before it, nor by an answer to a question from before it', () => {
  trouble.refused(NOT_SAVED);
  trouble.saved();
  const answer = trouble.asking();
  trouble.refused(NOT_SAVED);
  now += REFUSAL_STANDS_MS;
  answer(WELL);
  expect(trouble.current()).toEqual({ error: 'disk_full' });
  now -= 1;
  hear(WELL);
  expect(trouble.current()).toEqual({ error: 'disk_full' });
});

it('lasts for as long as the host says so, however long ago a call was refused', () => {
  trouble.refused(NOT_SAVED);
  now += 10 * REFUSAL_STANDS_MS;
  hear(FULL);
  expect(trouble.current()).toEqual({ error: 'disk_full' });
  hear(WELL);
  expect(trouble.current()).toBeNull();
});

it('has no reason where nobody has said one, or a newer host one that this page does not know', () => {
  trouble.refused(problemOf({}));
  expect(trouble.current()).toEqual({ error: null });
  hear({ warnings: [warningOf('storage', { error: 'eaten' })] });
  expect(trouble.current()).toEqual({ error: null });
  hear(FULL);
  expect(trouble.current()).toEqual({ error: 'disk_full' });
});

it.each(['no_room', 'closing', 'game_impossible', 'game_newer', 'wipe_unfinished'])(
  '%s is about one act or one game: something else may be saved',
  (reason) => {
    expect(trouble.refused(problemOf({ reason }))).toBe(false);
    expect(trouble.refused(problemOf({ code: 'not_found', status: 404 }))).toBe(false);
    expect(heard).toEqual([]);
  },
);
