/** A seat at which so many PINs were wrong that it rests, and who is let in nevertheless: whoever was never wrong there. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addresses, ATTACKER, pinGuessing, wrongPin } from './pin-guessing.harness.ts';
import { makeGame, startTestApp, type SeatedGame, type TestApp } from './test-app.harness.ts';

let app: TestApp;
let game: SeatedGame;
beforeEach(async () => {
  app = await startTestApp();
  game = await makeGame(app);
});
afterEach(() => app.close());

const { guess, guessAt, guessFromEach, spendBudgets, joinMany } = pinGuessing(() => ({ app, game }));

describe('wrong PINs for one seat', () => {
  it('from all addresses of a network never shut out one that was never wrong there', async () => {
    const anna = await game.join('Anna');
    await spendBudgets(anna);
    const network = addresses(250);
    expect(new Set(await guessFromEach(network, anna))).toEqual(new Set([401]));
    expect(new Set(await guessFromEach(network, anna))).toEqual(new Set([429]));
    expect((await guess('10.0.0.7', 'Anna', anna.pin)).status).toBe(201);
    // A right one costs nothing: the next page or phone gets in as well.
    expect((await guess('10.0.0.7', 'Anna', anna.pin)).status).toBe(201);
  });

  it('get one answer while an address rests, the same for right ones, until the seat no longer does', async () => {
    const anna = await game.join('Anna');
    await spendBudgets(anna);
    expect(await guessAt([anna, anna], ATTACKER)).toEqual([401, 429]);
    const [wrong, right] = [
      await guess(ATTACKER, 'Anna', wrongPin(anna)),
      await guess(ATTACKER, 'Anna', anna.pin),
    ];
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeLessThanOrEqual(120);
    expect(wrong.text).toBe(right.text);
    expect([...wrong.headers.keys()]).toEqual([...right.headers.keys()]);
    app.clock.advance(120_000);
    expect((await guess(ATTACKER, 'Anna', anna.pin)).status).toBe(201);
  });

  it('from an address are remembered for longer than it rests', async () => {
    const anna = await game.join('Anna');
    await spendBudgets(anna);
    expect(await guessAt([anna], ATTACKER)).toEqual([401]);
    for (let minutes = 0; minutes < 60; minutes += 10) {
      app.clock.advance(600_000);
      await guessFromEach(addresses(5, `10.${20 + minutes}`), anna);
      expect((await guess(ATTACKER, 'Anna', anna.pin)).status).toBe(429);
    }
  });

  it('from more addresses than a network has are answered no more, and then shut newcomers out', async () => {
    const [anna, ben] = [await game.join('Anna'), await game.join('Ben')];
    await spendBudgets(anna);
    const statuses = await guessFromEach(addresses(300), anna);
    expect(statuses.filter((status) => status === 401)).toHaveLength(256);
    expect(statuses.lastIndexOf(401)).toBe(255);
    const refused = await guess('10.0.0.7', 'Anna', anna.pin);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(120);
    expect((await guess('10.0.0.7', 'Ben', ben.pin)).status).toBe(201);
    app.clock.advance(120_000);
    expect((await guess('10.0.0.7', 'Anna', anna.pin)).status).toBe(201);
  });

  it('are first ones at five resting seats at most, then right ones rest like wrong ones', async () => {
    const seats = await joinMany(8);
    await spendBudgets(...seats);
    expect(await guessAt(seats, ATTACKER)).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const [last] = seats.slice(-1);
    if (last === undefined) throw new Error('nobody there');
    expect((await guess(ATTACKER, last.name, last.pin)).status).toBe(429);
    expect((await guess('10.0.0.7', last.name, last.pin)).status).toBe(201);
  });

  it('shut nobody out who comes back behind the same router as many others', async () => {
    const seats = await joinMany(12);
    await spendBudgets(...seats);
    for (const { name, pin } of seats) expect((await guess('10.0.0.7', name, pin)).status).toBe(201);
    // Somebody in that hall is wrong: that closes one seat to the hall, and no other.
    const [first, ...others] = seats;
    if (first === undefined) throw new Error('nobody there');
    expect(await guessAt([first, first], '10.0.0.7')).toEqual([401, 429]);
    for (const { name, pin } of others) expect((await guess('10.0.0.7', name, pin)).status).toBe(201);
  });

  it('have one first try for all addresses of an IPv6 network, and another one for the next', async () => {
    const anna = await game.join('Anna');
    await spendBudgets(anna);
    const network = ['2001:db8:7:1::', '2001:DB8:7:1:ffff:ffff:ffff:ffff', '2001:db8:7:1::5'];
    expect(await guessFromEach(network, anna)).toEqual([401, 429, 429]);
    expect(await guessFromEach(['fe80::1', 'fe80::2%eth0', 'fe80::aaaa:1'], anna)).toEqual([401, 429, 429]);
    expect((await guess('2001:db8:7:1::9', 'Anna', anna.pin)).status).toBe(429);
    expect((await guess('2001:db8:7:2::9', 'Anna', anna.pin)).status).toBe(201);
  });

  it.each([
    {
      which: 'nobody vouches for',
      trustedProxies: [],
      have: 'one first try',
      statuses: [401, 429, 429, 429],
    },
    {
      which: 'the owner vouches for',
      trustedProxies: ['10.0.0.1'],
      have: 'a first try for each address, whatever port it adds',
      statuses: [401, 401, 401, 401],
    },
  ])('through a proxy that $which have $have', async ({ trustedProxies, statuses: expected }) => {
    await app.close();
    app = await startTestApp({ connections: { trustedProxies } });
    game = await makeGame(app);
    const anna = await game.join('Anna');
    await spendBudgets(anna);
    const through = async (forwarded: string, pin: string) =>
      (await guess('10.0.0.1', 'Anna', pin, { headers: { 'x-forwarded-for': forwarded } })).status;
    const statuses: number[] = [];
    for (const [index, address] of [
      '10.7.0.1',
      '10.7.0.2:4711',
      '[2001:db8::1]:99',
      '[2001:db8:9::1]',
    ].entries()) {
      // In front of it stands whatever the sender made up.
      statuses.push(await through(`10.8.0.${index}, ${address}`, wrongPin(anna)));
    }
    expect(statuses).toEqual(expected);
    for (const address of ['10.7.0.1:1', '10.7.0.2', '[2001:db8::2]:5', '2001:db8:9::2'])
      expect(await through(address, anna.pin)).toBe(429);
  });
});
