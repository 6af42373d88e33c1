/** Joins that hosts of a database remember together, and what a host does while the database does not answer. */
import { beforeEach, describe, expect, it } from 'vitest';
import { StorageError } from '../storage/event-store.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { FLOOD_JOINS } from './flood-search.ts';
import { createJoinFloods, type JoinFloods } from './join-floods.ts';
import { REMEMBERED_MS, type JoinRecord, type StoredJoins } from './join-records.ts';
import { shareJoins } from './shared-joins.ts';

const GAME = 7;
const ATTACKER = '10.0.0.66';
let clock: ManualClock;
let rows: Map<number, JoinRecord>;
let reports: string[];
let answers: 'all' | 'refuses' | 'is silent';
beforeEach(() => {
  clock = createManualClock();
  rows = new Map();
  reports = [];
  answers = 'all';
});

const answer = async <T>(of: () => T): Promise<T> => {
  if (answers === 'refuses') throw new StorageError('away');
  return answers === 'is silent' ? new Promise<T>(() => undefined) : of();
};
const after = (at: number) => [...rows.values()].filter((join) => join.at > at);
const stored: StoredJoins = {
  add: (joins) => answer(() => joins.forEach((join) => rows.set(join.participantId, join))),
  ofGamesWith: (least, at) => answer(() => (rows.size >= least ? after(at) : [])),
  ofGame: (wanted, at) => answer(() => after(at).filter(({ gameId }) => gameId === wanted)),
  forget: (until) =>
    answer(() => {
      for (const [id, { at }] of rows) if (at <= until) rows.delete(id);
    }),
};
const openHost = (): JoinFloods => {
  const now = () => clock.wall();
  const report = (message: string) => reports.push(message);
  const records = shareJoins({ stored, now, clock, report, cleanup: { defer: () => undefined } });
  return createJoinFloods({ records, now, fingerprint: (text) => `${text.length} of ${text}`.padEnd(12) });
};
const joinMany = async (host: JoinFloods, first: number, count: number) => {
  for (let id = first; id < first + count; id += 1) await host.record(GAME, ATTACKER, id);
};
const largestAt = async (host: JoinFloods) => (await host.crowds()).get(GAME)?.largest(() => true) ?? null;

describe('joins at several hosts', () => {
  it('are the same flood at each, and its members are known to each', async () => {
    const [one, other] = [openHost(), openHost()];
    await joinMany(one, 1, 50);
    await joinMany(other, 51, 49);
    expect([await largestAt(one), await largestAt(other)]).toEqual([null, null]);
    await joinMany(one, 100, 1);
    const flood = await largestAt(other);
    expect(flood).toMatchObject({ joined: FLOOD_JOINS, addresses: 1 });
    expect(await largestAt(one)).toEqual(flood);
    const ids = await openHost().joinedFrom(GAME, flood?.source ?? '', flood?.since ?? 0);
    expect(ids).toHaveLength(FLOOD_JOINS);
    expect(await one.joinedFrom(GAME + 1, flood?.source ?? '', 0)).toEqual([]);
  });

  it('are known by what a host has seen while the database refuses, which is said once, and go there later', async () => {
    const [one, other] = [openHost(), openHost()];
    answers = 'refuses';
    await joinMany(one, 1, FLOOD_JOINS);
    expect(await largestAt(one)).toMatchObject({ joined: FLOOD_JOINS });
    await expect(one.joinedFrom(GAME, '', 0)).rejects.toThrow('away');
    expect(reports).toEqual(['the latest joins could not be shared with other hosts']);
    answers = 'all';
    expect(await largestAt(other)).toBeNull();
    await joinMany(one, FLOOD_JOINS + 1, 1);
    expect(await largestAt(other)).toMatchObject({ joined: FLOOD_JOINS + 1 });
  });

  it('keep no desk waiting for a database that is silent', async () => {
    const host = openHost();
    await joinMany(host, 1, FLOOD_JOINS);
    answers = 'is silent';
    const looking = largestAt(host);
    clock.advance(1_000);
    expect(await looking).toMatchObject({ joined: FLOOD_JOINS });
  });

  it('are forgotten after an hour, there as well', async () => {
    const host = openHost();
    await joinMany(host, 1, FLOOD_JOINS);
    const flood = await largestAt(host);
    clock.advance(REMEMBERED_MS);
    await expect.poll(() => rows.size).toBe(0);
    expect(await host.joinedFrom(GAME, flood?.source ?? '', 0)).toEqual([]);
  });
});
