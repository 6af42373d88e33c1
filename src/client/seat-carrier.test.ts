import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { carryText, parseCarryTicket, proofText } from '../protocol/carried-seat.ts';
import type { ConnectionStatus } from './game-view.ts';
import { LONGEST_RETRY_MS } from './keep-loading.ts';
import { createManualEnvironment, type ManualEnvironment } from './manual-environment.fake.ts';
import {
  carrySeatBy,
  LEFT_FOR_MS,
  LOOK_EVERY_MS,
  type SeatCarrier,
  type SeatDestination,
} from './seat-carrier.ts';
import { PROOF_TIMEOUT_MS } from './seat-proof.ts';

const OLD = 'http://192.168.1.20:4747';
const NEW = 'http://192.168.1.30:4747';
const OTHER = 'http://10.0.0.5:4747';
const NAME = 'http://night-4f2a.local:4747';
const SECRET = 'the secret of Anna’s seat';
const AT = 1_700_000_000_000;

/** What answers at an origin: `null` hangs for ever. */
type Device = ((challenge: string) => unknown) | null;

let network: Map<string, Device>;
let asked: string[];
let environment: ManualEnvironment;
let left: SeatDestination[];
let moving: boolean[];
let carrier: SeatCarrier;

const macOf = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');
/** A host that knows this secret, and was reached at this origin. */
const laptop =
  (origin: string, secret = SECRET): Device =>
  (challenge) => {
    const where = { origin, at: AT };
    return { ...where, proof: macOf(secret, proofText(challenge, where)) };
  };
const fetchFrom = (url: string, { signal }: RequestInit): Promise<Response> => {
  const { origin, searchParams } = new URL(url);
  asked.push(origin);
  const device = network.get(origin);
  if (device === undefined) return Promise.reject(new TypeError('fetch failed'));
  if (device === null)
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  const body = device(searchParams.get('challenge') ?? '');
  return Promise.resolve(body instanceof Response ? body : Response.json(body));
};
/** Lets all answers arrive. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
};
const start = (
  own: { keepsTimersWhileHidden?: boolean; baseUrl?: string } = {},
  ...loadProofs: Parameters<typeof carrySeatBy> extends [unknown, ...infer Rest] ? Rest : never
) =>
  carrySeatBy(
    (to) => void left.push(to),
    ...loadProofs,
  )({
    environment,
    baseUrl: OLD,
    participantId: 7,
    keepsTimersWhileHidden: false,
    onMoving: (isMoving) => void moving.push(isMoving),
    ...own,
  });
const learn = (...origins: string[]) => carrier.learn({ type: 'addresses', origins, secret: SECRET });
const lose = async (...statuses: ConnectionStatus[]) => {
  for (const status of statuses.length === 0 ? (['checking', 'connecting'] as const) : statuses)
    carrier.follow(status);
  await settle();
};

beforeEach(() => {
  network = new Map();
  asked = [];
  left = [];
  moving = [];
  environment = createManualEnvironment({ fetch: fetchFrom });
  carrier = start();
  carrier.follow('live');
});

describe('a page that cannot reach the laptop any more', () => {
  it('leaves for the address where the laptop proves that it knows the seat', async () => {
    network.set(NEW, laptop(NEW));
    learn(OLD, NEW, OTHER);
    await lose();
    expect(left).toHaveLength(1);
    expect(left[0]?.origin).toBe(NEW);
    expect(parseCarryTicket(left[0]?.ticket ?? '')).toEqual({
      participantId: 7,
      at: AT,
      mac: macOf(SECRET, carryText({ origin: NEW, at: AT })),
    });
    expect(moving).toEqual([true]);
  });

  it('can do so although the part of the page that proves it got lost at first', async () => {
    let tries = 0;
    carrier.close();
    carrier = start({}, () => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error('lost')) : import('./seat-proof.ts');
    });
    carrier.follow('live');
    network.set(NEW, laptop(NEW));
    learn(OLD, NEW);
    for (let round = 0; round < 3; round += 1) {
      await settle();
      environment.advance(LONGEST_RETRY_MS);
    }
    await lose();
    expect(left.map(({ origin }) => origin)).toEqual([NEW]);
    expect(tries).toBe(3);
  });

  it('waits until the old address has had its time to answer, too', async () => {
    network.set(OLD, null);
    network.set(NEW, laptop(NEW));
    learn(OLD, NEW);
    await lose();
    expect(left).toEqual([]);
    environment.advance(PROOF_TIMEOUT_MS);
    await settle();
    expect(left.map(({ origin }) => origin)).toEqual([NEW]);
  });

  it('does not wait for addresses that lead nowhere', async () => {
    network.set(OTHER, null);
    network.set(NEW, laptop(NEW));
    learn(OTHER, NEW);
    await lose();
    expect(left.map(({ origin }) => origin)).toEqual([NEW]);
  });

  it('stays where the laptop still is', async () => {
    network.set(OLD, laptop(OLD));
    network.set(NEW, laptop(NEW));
    learn(OLD, NEW);
    await lose();
    expect(left).toEqual([]);
  });

  it('asks again every few seconds until the laptop is back somewhere, and no more once connected', async () => {
    learn(OLD, NEW);
    await lose();
    network.set(NEW, laptop(NEW));
    carrier.follow('live');
    environment.advance(LOOK_EVERY_MS * 2);
    await settle();
    expect(left).toEqual([]);
    await lose();
    expect(left).toHaveLength(1);
    network.clear();
    carrier.follow('live');
    await lose();
    network.set(NEW, laptop(NEW));
    environment.advance(LOOK_EVERY_MS * 2);
    await settle();
    expect(left).toHaveLength(2);
  });

  it('looks anew if it is still there long after it left', async () => {
    network.set(NEW, laptop(NEW));
    learn(NEW);
    await lose();
    environment.advance(LEFT_FOR_MS);
    await settle();
    expect(left).toHaveLength(2);
  });

  it('asks nobody while it is hidden, and at once when it is seen; boards always ask', async () => {
    environment.emitSignal('hidden');
    network.set(NEW, laptop(NEW));
    learn(NEW);
    await lose();
    environment.advance(60_000);
    await settle();
    expect(asked).toEqual([]);
    environment.emitSignal('visible');
    await settle();
    expect(left).toHaveLength(1);

    environment.emitSignal('hidden');
    carrier = start({ keepsTimersWhileHidden: true });
    learn(NEW);
    await lose();
    expect(left).toHaveLength(2);
  });

  it('finds an address that nobody had announced by the laptop’s name', async () => {
    network.set(NAME, laptop(NEW));
    network.set(NEW, laptop(NEW));
    learn(OLD, NAME);
    await lose();
    expect(left.map(({ origin }) => origin)).toEqual([NEW]);
  });

  it('asks for the name once no address answers: by then it leads to the new one', async () => {
    network.set(OLD, null);
    network.set(OTHER, null);
    network.set(NAME, laptop(NEW));
    network.set(NEW, laptop(NEW));
    learn(OLD, OTHER, NAME);
    await lose();
    expect(new Set(asked)).toEqual(new Set([OLD, OTHER]));
    environment.advance(PROOF_TIMEOUT_MS);
    await settle();
    expect(left.map(({ origin }) => origin)).toEqual([NEW]);
  });

  it('asks nobody before the host has said where to look, nor after it is closed', async () => {
    await lose();
    expect(asked).toEqual([]);
    learn(NEW);
    carrier.close();
    environment.emitSignal('visible');
    await settle();
    expect(asked).toEqual([]);
  });
});

describe('a device that only pretends to be the laptop', () => {
  const pretenders: readonly (readonly [string, Device])[] = [
    ['does not know the secret', laptop(NEW, 'a guess')],
    ['repeats an earlier proof', () => (laptop(NEW) ?? (() => null))('0'.repeat(32))],
    ['passes on the proof for another address', laptop(OTHER)],
    ['sends a proof for nowhere', laptop('')],
    ['proves to be a name', laptop(NAME)],
    ['sends nonsense', () => 'nonsense'],
    ['sends no JSON', () => new Response('<html>')],
    ['sends an error', () => new Response('{}', { status: 404 })],
    ['never answers', null],
  ];
  it.each(pretenders)(
    'at an announced address gets no page and no ticket if it %s',
    async (_what, device) => {
      network.set(NEW, device);
      learn(OLD, NEW);
      await lose();
      environment.advance(PROOF_TIMEOUT_MS);
      await settle();
      expect(asked).toContain(NEW);
      expect(left).toEqual([]);
      expect(moving).not.toContain(true);
    },
  );

  it('behind the laptop’s name gets no page either, even if it passes everything on', async () => {
    // The laptop itself would say at which address it was reached; whoever is there has to prove it, too.
    network.set(NAME, laptop(NEW));
    network.set(NEW, laptop(NEW, 'a guess'));
    learn(NAME);
    await lose();
    expect(new Set(asked)).toEqual(new Set([OLD, NAME, NEW]));
    expect(left).toEqual([]);
    for (const odd of ['http://evil.example', 'http://evil.example/1.2.3.4', 'javascript:alert(1)', '']) {
      network.set(NAME, laptop(odd));
      environment.advance(LOOK_EVERY_MS * 2);
      await settle();
      expect(left).toEqual([]);
    }
  });

  it.each([
    ['by a guess', laptop(OLD, 'a guess')],
    ['by passing on what the laptop proves elsewhere', laptop(NEW)],
  ])('at the old address cannot keep the page there %s', async (_how, device) => {
    network.set(OLD, device);
    network.set(NEW, laptop(NEW));
    learn(OLD, NEW);
    await lose();
    expect(left.map(({ origin }) => origin)).toEqual([NEW]);
  });
});
