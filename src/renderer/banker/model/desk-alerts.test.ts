import { describe, expect, it } from 'vitest';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { EventFrame } from '../../../protocol/frames.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { BURST_MS } from './burst.ts';
import { createDeskAlerts } from './desk-alerts.ts';

const CLAIMED = '2026-11-24T20:10:00.000Z';
const LATER = '2026-11-24T20:12:00.000Z';
let seq = 0;
const frame = (event_type: EventFrame['event_type'], data: Challenge) =>
  ({ event_type, data, seq: (seq += 1) }) as EventFrame;
const request = (id: number) => frame('challenge_request', aChallenge({ id }));
const update = (id: number, claimed_at: string | null) =>
  frame('challenge_updated', aChallenge({ id, status: 'assigned', claimed_at }));

const heard = (frames: readonly (readonly [at: number, frame: EventFrame])[], before: Challenge[] = []) => {
  const alertFor = createDeskAlerts(before);
  return frames.map(([at, each]) => {
    const alert = alertFor(each, at);
    return alert === null ? null : [alert.kind, alert.chimes && 'chime', alert.isSaid && 'said'];
  });
};

describe('at the desk', () => {
  it('the first of a burst of requests chimes and is said', () => {
    const frames = [0, 10, 20].map((at) => [at, request(at)] as const);
    expect(heard([...frames, [20 + BURST_MS, request(99)]])).toEqual([
      ['request', 'chime', 'said'],
      ['request', false, false],
      ['request', false, false],
      ['request', 'chime', 'said'],
    ]);
  });

  it('every claim is said, also in a burst of requests, and a request in a burst of claims', () => {
    expect(
      heard([
        [0, request(1)],
        [10, update(2, CLAIMED)],
        [20, update(3, CLAIMED)],
        [30, request(4)],
      ]),
    ).toEqual([
      ['request', 'chime', 'said'],
      ['claim', false, 'said'],
      ['claim', false, 'said'],
      ['request', false, false],
    ]);
    expect(
      heard([
        [0, update(2, CLAIMED)],
        [10, request(1)],
      ]),
    ).toEqual([
      ['claim', 'chime', 'said'],
      ['request', false, 'said'],
    ]);
  });

  it('a claim is said once, and again when it was sent back and comes again', () => {
    expect(
      heard([
        [0, update(2, CLAIMED)],
        [10, update(2, CLAIMED)],
        [20, update(2, null)],
        [30, update(2, LATER)],
      ]),
    ).toEqual([['claim', 'chime', 'said'], null, null, ['claim', false, 'said']]);
  });

  it('a claim that was there before the desk opened is no news', () => {
    const before = [aChallenge({ id: 2, status: 'assigned', claimed_at: CLAIMED })];
    expect(heard([[0, update(2, CLAIMED)]], before)).toEqual([null]);
  });
});
