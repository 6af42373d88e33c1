import { beforeEach, describe, expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { CALLS, type Api } from './every-call.fixtures.ts';
import { createHostAdminClient } from './host-admin-client.ts';
import { createHostClient } from './host-client.ts';
import { createManualEnvironment } from './manual-environment.fake.ts';
import { createSafeStorage, historyItems, type ItemStorage } from './safe-storage.ts';

const MINUTE = 60_000;

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly key: string | null;
}

/** What becomes of a call. A refusal by the rules is an answer, too. */
type Fate = 'refused' | 'lost' | 'not now' | 'garbled';

let sent: Sent[];
let fate: Fate;
let items: Map<string, string>;
let wall: number;
beforeEach(() => {
  sent = [];
  fate = 'refused';
  items = new Map();
  wall = Date.UTC(2026, 10, 24, 19);
});

const STATUS = { refused: 409, 'not now': 503, garbled: 200 } as const;
const CODE = { refused: 'challenge_status', 'not now': 'storage', garbled: '' } as const;

function respond(): Response {
  if (fate === 'lost') throw new TypeError('Failed to fetch');
  const problem = { type: 'x', title: 'T', status: STATUS[fate], detail: 'Because.', code: CODE[fate] };
  return new Response(fate === 'garbled' ? '<html>' : JSON.stringify(problem), { status: STATUS[fate] });
}

const keeping: ItemStorage = {
  getItem: (name) => items.get(name) ?? null,
  setItem: (name, value) => void items.set(name, value),
  removeItem: (name) => void items.delete(name),
};

let loads = 0;
/** A page that has just been loaded, in the same browser as the others. */
function load(...opens: (() => ItemStorage | null)[]) {
  loads += 1;
  const environment: Environment = createManualEnvironment({
    origin: 'http://192.168.1.20:4747',
    wall: () => wall,
    pageLoad: loads,
    storage: createSafeStorage(...(opens.length === 0 ? [() => keeping] : opens)),
    fetch: (url, { method = '', headers }) => {
      const key = new Headers(headers).get('idempotency-key');
      sent.push({ method, url, key });
      return Promise.resolve().then(respond);
    },
  });
  const api = createHostClient({ seat: 0, environment });
  return { ...api, ...createHostAdminClient({ seat: 0, environment }) };
}

/** The key of the call that this makes, whatever becomes of it. */
async function keyOf(call: Promise<unknown>, becomes: Fate = 'refused'): Promise<string> {
  fate = becomes;
  await call.catch(() => undefined);
  const key = sent.at(-1)?.key;
  if (key === null || key === undefined) throw new Error(`${sent.at(-1)?.url} was sent without a key.`);
  return key;
}

const CHANGES = Object.entries(CALLS).flatMap(([name, call]) =>
  call === null ? [] : [[name, call] as const],
);
/** Done twice, they leave things as done once: whoever presses again means now. */
const IDEMPOTENT = [
  'signOut',
  'changeHost',
  'changeWifi',
  'lookForLanguages',
  'changeExercise',
  'renameTemplate',
  'importLibrary',
  'backUp',
];
const ONCE = CHANGES.filter(([name]) => !IDEMPOTENT.includes(name));

describe('G2 the key of a call', () => {
  it('G2: is tried for every method that changes something', () => {
    expect(Object.keys(CALLS).toSorted()).toEqual(Object.keys(load()).toSorted());
  });

  it.each(CHANGES.filter(([name]) => IDEMPOTENT.includes(name)))(
    'G2: is another one for each press of what may be done twice: %s',
    async (_, call) => {
      const page = load();
      const keys = [
        await keyOf(call(page), 'lost'),
        await keyOf(call(page), 'not now'),
        await keyOf(call(load())),
      ];
      expect(new Set(keys).size).toBe(3);
    },
  );

  it.each(ONCE)(
    'G2: stays the same until its answer has been read, also over a reload: %s',
    async (_, call) => {
      const page = load();
      const key = await keyOf(call(page), 'lost');
      expect(key).toMatch(/^[\w-]{22}$/);
      expect([await keyOf(call(page), 'not now'), await keyOf(call(load()), 'garbled')]).toEqual([key, key]);
      expect(await keyOf(call(load()), 'refused')).toBe(key);
      // That was the answer.
      expect(await keyOf(call(load()))).not.toBe(key);
    },
  );

  it.each(ONCE)('G2: survives a reload before anything came back: %s', async (_, call) => {
    const page = load();
    fate = 'lost';
    const calling = call(page).catch(() => undefined);
    const key = await keyOf(call(load()), 'lost');
    await calling;
    expect(sent.map((each) => each.key)).toEqual([key, key]);
  });

  it('G2: is another one for two presses at once: both count', async () => {
    const page = load();
    await Promise.allSettled([CALLS.changeChallenge?.(page), CALLS.changeChallenge?.(page)]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });

  it('G2: belongs to the body, the path and the seat', async () => {
    const page = load();
    const key = await keyOf(page.join('ABC234', { player_name: 'Leo' }), 'lost');
    expect(await keyOf(page.join('ABC234', { player_name: 'Lea' }), 'lost')).not.toBe(key);
    expect(await keyOf(page.join('XYZ789', { player_name: 'Leo' }), 'lost')).not.toBe(key);
    expect(await keyOf(page.join('ABC234', { player_name: 'Leo' }), 'lost')).toBe(key);
  });

  it('G2: is not used for what means something new: paused, resumed, paused again', async () => {
    const page = load();
    const key = await keyOf(page.pause('ABC234', {}), 'lost');
    await keyOf(page.resume('ABC234', {}));
    expect(await keyOf(page.pause('ABC234', {}))).not.toBe(key);
    const named = await keyOf(page.changeTeam('ABC234', 1, { name: 'Foxes' }), 'lost');
    await keyOf(page.changeTeam('ABC234', 1, { name: 'Bears' }));
    expect(await keyOf(page.changeTeam('ABC234', 1, { name: 'Foxes' }))).not.toBe(named);
  });

  it('G2: is not used for what means something new, whatever became of what was asked between', async () => {
    const BETWEEN: readonly (readonly [(api: Api) => Promise<unknown>, (api: Api) => Promise<unknown>])[] = [
      [(api) => api.pause('ABC234', {}), (api) => api.resume('ABC234', {})],
      [(api) => api.sendMessage('ABC234', 'Pizza'), (api) => api.removeMessage('ABC234', {})],
      [
        (api) => api.changePlayer('ABC234', 7, { needs: ['seated'] }),
        (api) => api.changePlayer('ABC234', 7, { needs: [] }),
      ],
      [
        (api) => api.addExercise({ name: 'Claps', target: 12 }),
        (api) => api.renameTemplate(4, { name: 'Hut' }),
      ],
      [(api) => api.addExercise({ name: 'Claps', target: 12 }), (api) => api.removeExercise(3)],
      [(api) => api.restore('a', {}), (api) => api.restore('b', {})],
      [(api) => api.restore('a', {}), (api) => api.join('ABC234', { player_name: 'Leo' })],
      [(api) => api.addPlayer('ABC234', { player_name: 'Leo' }), (api) => api.restore('a', {})],
    ];
    for (const [call, other] of BETWEEN)
      for (const becomes of ['refused', 'lost'] as const) {
        items.clear();
        const page = load();
        const key = await keyOf(call(page), 'lost');
        expect(await keyOf(call(page), 'lost')).toBe(key);
        await keyOf(other(page), becomes);
        expect(await keyOf(call(load()))).not.toBe(key);
      }
  });

  it('G2: is not lost with what happens to something else', async () => {
    const page = load();
    const key = await keyOf(page.complete('ABC234', 12, {}), 'lost');
    const joining = await keyOf(page.join('ABC234', { player_name: 'Leo' }), 'lost');
    await keyOf(page.complete('ABC234', 13, {}));
    await keyOf(page.complete('XYZ789', 12, {}));
    await keyOf(page.join('ABC234', { player_name: 'Mia' }));
    expect(await keyOf(page.complete('ABC234', 12, {}))).toBe(key);
    expect(await keyOf(page.join('ABC234', { player_name: 'Leo' }))).toBe(joining);
  });

  it('G2: of a command grows old after two minutes, also if the clock is set back', async () => {
    for (const passed of [2 * MINUTE + 1, -11 * MINUTE]) {
      const paused = await keyOf(load().pause('ABC234', {}), 'lost');
      wall += passed;
      expect(await keyOf(load().pause('ABC234', {}))).not.toBe(paused);
    }
  });

  const WAYS_IN = CHANGES.filter(([name]) => ['join', 'redeemTicket', 'recover'].includes(name));
  it.each(WAYS_IN)(
    'G2: of a way in never grows old, whatever the phone’s clock says: %s',
    async (_, call) => {
      for (const minutes of [11, 24 * 60, 400 * 24 * 60, -1, -60, -400 * 24 * 60]) {
        const key = await keyOf(call(load()), 'lost');
        wall += minutes * MINUTE;
        expect(await keyOf(call(load()), 'lost')).toBe(key);
        wall -= 3 * minutes * MINUTE;
        expect(await keyOf(call(load()))).toBe(key);
      }
    },
  );

  it('G2: of a way in is kept beside 49 that were asked later, and no more', async () => {
    const page = load();
    const key = await keyOf(page.redeemTicket('first'), 'lost');
    for (let other = 1; other < 50; other += 1) await keyOf(page.redeemTicket(`${other}`), 'lost');
    expect(await keyOf(load().redeemTicket('first'), 'lost')).toBe(key);
    await keyOf(page.redeemTicket('50'), 'lost');
    expect(JSON.parse(items.get('pending-keys') ?? '')).toHaveProperty('entries.length', 50);
  });

  it.each(ONCE)('G2: survives in the page if all storage is cleared meanwhile: %s', async (_, call) => {
    const page = load();
    const key = await keyOf(call(page), 'lost');
    items.clear();
    expect(await keyOf(call(page), 'lost')).toBe(key);
    items.clear();
    expect(await keyOf(call(page))).toBe(key);
    items.clear();
    expect(await keyOf(call(page))).not.toBe(key);
  });

  it('G2: is not brought back from the page’s memory once another page has read its answer', async () => {
    const page = load();
    const key = await keyOf(page.pause('ABC234', {}), 'lost');
    expect(await keyOf(load().pause('ABC234', {}))).toBe(key);
    expect(await keyOf(page.pause('ABC234', {}))).not.toBe(key);
  });

  it('G2: leaves nothing behind, and nothing that could be read', async () => {
    await keyOf(load().recover('ABC234', { player_name: 'Leo', seat_pin: '1234' }), 'lost');
    expect([...items.values()].join(' ')).not.toMatch(/Leo|1234/);
    await keyOf(load().recover('ABC234', { player_name: 'Leo', seat_pin: '1234' }));
    expect([...items]).toEqual([['pending-keys', '{"version":1,"entries":[]}']]);
  });

  const throwing = (): never => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  it.each<readonly [string, () => ItemStorage | null]>([
    ['is null', () => null],
    ['throws when it is opened', throwing],
    ['is full', () => ({ ...keeping, setItem: throwing })],
    ['forgets', () => ({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined })],
  ])('G2: survives in the page where storage %s, and a reload in the history of the tab', async (_, open) => {
    const page = load(open);
    const key = await keyOf(page.redeemTicket('a'), 'lost');
    expect(await keyOf(page.redeemTicket('a'), 'lost')).toBe(key);

    let state: unknown = { kept: true };
    const history = () =>
      historyItems({
        get state() {
          return state;
        },
        replaceState: (next: unknown) => void (state = structuredClone(next)),
      });
    const inTab = await keyOf(load(open, history).redeemTicket('b'), 'lost');
    expect(await keyOf(load(open, history).redeemTicket('b'), 'lost')).toBe(inTab);
    expect(state).toMatchObject({ kept: true });
  });

  it.each(['{', '[]', '7', 'null', '{"version":1,"entries":[{"key":"a"}]}', '{"version":9,"entries":[]}'])(
    'G2: is new if what is stored was half written: %s',
    async (text) => {
      items.set('pending-keys', text);
      expect(await keyOf(load().pause('ABC234', {}), 'lost')).toMatch(/^[\w-]{22}$/);
    },
  );

  it('is read as version 1 stored it', async () => {
    const key = await keyOf(load().pause('ABC234', {}), 'lost');
    const frozen = `{"version":1,"entries":[{"key":"${key}","print":"1rr2gfl.1wz5k3m","subject":"/games/ABC234","at":${wall},"lifetimeMs":120000,"waiting":null}]}`;
    const [stored] = items.values();
    expect(stored?.replace(/"print":"[^"]+"/, '')).toBe(frozen.replace(/"print":"[^"]+"/, ''));
  });
});
