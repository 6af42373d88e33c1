import { describe, expect, it } from 'vitest';
import { HostError } from '../../../client/host-client.ts';
import { createManualEnvironment } from '../../../client/manual-environment.fake.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import type { ProblemCode } from '../../../protocol/problem-codes.ts';
import { addressThere, readArrival } from './seat-journey.ts';

const SEAT = { code: 'ABC234', playerId: 7 };
const TICKET = `carry.7.1700000000000.${'a'.repeat(64)}`;
const UNANSWERED = '{"command":{"kind":"complete","challengeId":3},"key":"k"}';

const departure = () => {
  const storage = inMemoryStorage();
  storage.write('theme', 'night');
  storage.write('ABC234.7.unanswered', UNANSWERED);
  storage.write('ABC234.8.unanswered', 'somebody else’s');
  return new URL(
    addressThere({ origin: 'http://10.0.0.9:4747', ticket: TICKET }, SEAT, { storage, search: '?lang=en' }),
  );
};
const redeemed = { participant_id: 7, role: 'player' as const, game_code: 'ABC234', token: 't' };
const refusal = (code: ProblemCode, status: number) =>
  new HostError('', { problem: { type: '', title: '', status, detail: '', code } });

describe('a seat on its way to another address of the laptop', () => {
  it('goes to its game there, with its ticket in the fragment alone', () => {
    const there = departure();
    expect(`${there.origin}${there.pathname}${there.search}`).toBe('http://10.0.0.9:4747/j/ABC234?lang=en');
    expect(there.hash).toContain(TICKET);
  });

  it('brings how the page looks at once, and its unanswered command once it has the seat', async () => {
    const environment = createManualEnvironment({ storage: inMemoryStorage() });
    const { storage } = environment;
    storage.write('ABC234.7.seen', 'from an earlier stay');
    const arrival = readArrival(departure().hash, environment);
    expect([storage.read('theme'), storage.read('ABC234.7.unanswered')]).toEqual(['night', null]);
    const seat = await arrival?.redeem({ redeemTicket: () => Promise.resolve(redeemed) });
    expect(seat).toEqual({ ...SEAT, name: '', token: 't' });
    expect(storage.read('ABC234.7.unanswered')).toBe(UNANSWERED);
    expect(storage.read('ABC234.8.unanswered')).toBeNull();
    expect(storage.read('ABC234.7.seen')).toBeNull();
  });

  it('brings nothing of the seat if its ticket is refused', async () => {
    const environment = createManualEnvironment({ storage: inMemoryStorage() });
    const arrival = readArrival(departure().hash, environment);
    const refused = () => Promise.reject(refusal('no_right', 401));
    expect(await arrival?.redeem({ redeemTicket: refused })).toBeNull();
    expect(environment.storage.read('ABC234.7.unanswered')).toBeNull();
  });

  it('asks again while the laptop does not answer', async () => {
    const environment = createManualEnvironment({ storage: inMemoryStorage() });
    const answers = [
      () => Promise.reject(new HostError('')),
      () => Promise.reject(refusal('busy', 503)),
      () => Promise.resolve(redeemed),
    ];
    const arrival = readArrival(departure().hash, environment);
    const seat = arrival?.redeem({ redeemTicket: () => answers.shift()?.() ?? Promise.reject(new Error()) });
    while (answers.length > 0) {
      await new Promise((resolve) => void setImmediate(resolve));
      environment.advance(1_000);
    }
    expect((await seat)?.playerId).toBe(7);
  });

  it.each(['', '#seat=7', '#ticket=AbCdEf0123456789', '#ticket=carry.7.x'])(
    'is not what a page with "%s" in its address brings',
    (hash) => {
      expect(readArrival(hash, createManualEnvironment())).toBeNull();
    },
  );
});
