/** For tests: what may happen in a night, and what a simple model expects of it. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Failpoint } from '../rooms/room.ts';
import { type Answered, type CallOptions, readObject } from './api-client.harness.ts';
import { type HostedGame, TEAMS } from './game-under-faults.harness.ts';
import type { NetworkCondition } from './network-proxy.harness.ts';

const MAX_SCREENS = 5;
/** No sum of these is a challenge's duration, so that none is at its very deadline when somebody acts. */
const STEP_MS = 7_000;
/** How late the host may notice that time is up. */
const EXPIRY_TOLERANCE_MS = 1_000;
const UNWRITTEN = 503;
const REFUSED = 409;

interface Running {
  readonly id: number;
  status: 'requested' | 'assigned';
  deadline: number;
}

interface Sent {
  readonly path: string;
  readonly options: CallOptions;
  readonly answer: Answered;
}

/** What the game should be, as far as these commands reach. */
export interface Model {
  status: 'in_progress' | 'paused';
  playMs: number;
  readonly names: Map<number, string>;
  /** By team: there is no school, so a team has one at most. */
  readonly running: Map<number, Running>;
  readonly done: Map<number, number>;
  readonly sent: Sent[];
  keys: number;
}

export function newModel(): Model {
  return {
    status: 'in_progress',
    playMs: 0,
    names: new Map(),
    running: new Map(),
    done: new Map(),
    sent: [],
    keys: 0,
  };
}

/** What goes wrong while a command is under way. */
type Mishap = 'none' | 'lost_answer' | Failpoint;

/** A command under a key: what is asked, which status the model expects, what follows from a success. */
interface Order {
  readonly path: string;
  readonly body?: object;
  readonly expected: number;
  readonly follows: (answer: Record<string, unknown>) => void;
}

type Step = fc.AsyncCommand<Model, HostedGame>;

/** Sends it, whatever goes wrong, until it is answered, always under the same key. G2: it takes effect once. */
async function carryOut(model: Model, night: HostedGame, order: Order, mishap: Mishap): Promise<void> {
  model.keys += 1;
  const { path, body = {} } = order;
  const options = { method: 'POST', body, key: `key-${model.keys}` };
  await tries(night, path, options, mishap);
  const answer = await night.insists(path, options);
  expect(answer.status).toBe(night.isDiskFull ? UNWRITTEN : order.expected);
  if (answer.status === UNWRITTEN) return;
  model.sent.push({ path, options, answer });
  if (answer.status !== REFUSED) order.follows(readObject(answer.text));
}

/** The first try, whose answer may be lost with the host or without. */
async function tries(night: HostedGame, path: string, options: CallOptions, mishap: Mishap): Promise<void> {
  if (mishap === 'none') return;
  if (mishap === 'lost_answer') night.line.condition = 'sever';
  else night.diesAt(mishap);
  await night.sends(path, options);
  night.line.condition = 'flow';
  if (mishap !== 'lost_answer') await night.restarts();
}

/** What time did to the challenges: G7, once, never early, and soon. */
async function noteExpiry(model: Model, night: HostedGame): Promise<void> {
  const { text } = await night.insists('/challenges/:code/active', {});
  const active: unknown = JSON.parse(text);
  const ids = new Set(
    Array.isArray(active) ? active.map((one) => readObject(JSON.stringify(one))['id']) : [],
  );
  for (const [team, { id, status, deadline }] of model.running) {
    if (status === 'requested') continue;
    if (ids.has(id)) {
      const isDue = model.playMs >= deadline + EXPIRY_TOLERANCE_MS;
      expect({ id, isDue: isDue && !night.isDiskFull }).toEqual({ id, isDue: false });
    } else {
      expect(model.playMs).toBeGreaterThanOrEqual(deadline);
      model.running.delete(team);
    }
  }
}

async function pass(model: Model, night: HostedGame, ms: number): Promise<void> {
  night.clock.advance(ms);
  if (model.status === 'in_progress') model.playMs += ms;
  await noteExpiry(model, night);
}

function step(name: string, run: (model: Model, night: HostedGame) => Promise<void>): Step {
  return { check: () => true, run, toString: () => name };
}

function ask(who: number, mishap: Mishap): Step {
  return step(`ask(${who}, ${mishap})`, async (model, night) => {
    const player = night.players[who % night.players.length];
    const team = TEAMS[Math.floor((who % night.players.length) / 2)];
    if (player === undefined || team === undefined) throw new Error('nobody to ask for');
    await carryOut(
      model,
      night,
      {
        path: '/challenges/:code/request',
        body: { player_id: player.id, building_type: 'farm' },
        expected: model.running.has(team) ? REFUSED : 201,
        follows: ({ id }) =>
          void model.running.set(team, { id: Number(id), status: 'requested', deadline: 0 }),
      },
      mishap,
    );
  });
}

/** A banker's command about a team's challenge. */
function about(
  verb: 'assign' | 'complete' | 'cancel',
  team: number,
  mishap: Mishap,
  { body, from, follows }: About,
): Step {
  const run = async (model: Model, night: HostedGame) => {
    const running = model.running.get(team);
    if (running === undefined) return;
    const expected = from.includes(running.status) ? 200 : REFUSED;
    const path = `/challenges/:code/${running.id}/${verb}`;
    const then = (answer: Record<string, unknown>) => follows(model, running, answer);
    await carryOut(model, night, { path, body, expected, follows: then }, mishap);
  };
  return { ...step(`${verb}(${team}, ${mishap})`, run), check: ({ running }) => running.has(team) };
}

interface About {
  readonly body: object;
  readonly from: readonly Running['status'][];
  readonly follows: (model: Model, running: Running, answer: Record<string, unknown>) => void;
}

const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };

function assign(team: number, mishap: Mishap): Step {
  return about('assign', team, mishap, {
    body: PUSH_UPS,
    from: ['requested'],
    follows(_, running, answer) {
      running.status = 'assigned';
      running.deadline = Number(answer['deadline_play_ms']);
    },
  });
}

function complete(team: number, mishap: Mishap): Step {
  return about('complete', team, mishap, {
    body: {},
    from: ['assigned'],
    follows(model) {
      model.running.delete(team);
      model.done.set(team, (model.done.get(team) ?? 0) + 1);
    },
  });
}

function cancel(team: number, mishap: Mishap): Step {
  return about('cancel', team, mishap, {
    body: {},
    from: ['requested', 'assigned'],
    follows: (model) => void model.running.delete(team),
  });
}

function pauseOrResume(verb: 'pause' | 'resume', mishap: Mishap): Step {
  const [from, to] =
    verb === 'pause' ? (['in_progress', 'paused'] as const) : (['paused', 'in_progress'] as const);
  return step(`${verb}(${mishap})`, async (model, night) => {
    const expected = model.status === from ? 200 : REFUSED;
    const follows = () => {
      model.status = to;
    };
    await carryOut(model, night, { path: `/games/:code/${verb}`, expected, follows }, mishap);
  });
}

function rename(team: number, number: number): Step {
  return step(`rename(${team}, ${number})`, async (model, night) => {
    const body = { name: `Name ${number}` };
    const { status } = await night.insists(`/games/:code/teams/${team}`, { method: 'PATCH', body });
    expect(status).toBe(night.isDiskFull ? UNWRITTEN : 200);
    if (status === 200) model.names.set(team, body.name);
  });
}

/** The same tap arrives again, however much later. */
function repeat(which: number): Step {
  return {
    ...step(`repeat(${which})`, async ({ sent }, night) => {
      const one = sent[which % sent.length];
      if (one === undefined) return;
      expect(await night.insists(one.path, one.options)).toEqual(one.answer);
    }),
    check: ({ sent }) => sent.length > 0,
  };
}

function time(steps: number): Step {
  return step(`time(${steps})`, (model, night) => pass(model, night, steps * STEP_MS));
}

const crash = step('crash', async (_, night) => night.restarts());

const fillDisk = step('fillDisk', async (_, night) => {
  night.isDiskFull = true;
});

/** What had to wait for the disk is made up for with the next tick. */
const freeDisk = step('freeDisk', async (model, night) => {
  night.isDiskFull = false;
  await pass(model, night, STEP_MS);
});

function open(which: number): Step {
  return step(`open(${which})`, async (_, night) => {
    const seat = [night.banker, ...night.players][which % (night.players.length + 1)];
    // Sockets that the host still takes for alive count as well, and a player's seat has three at most.
    const isBanker = seat?.id === night.banker.id;
    const isOpen = !isBanker && night.screens.some((screen) => screen.seat.id === seat?.id);
    if (seat !== undefined && !isOpen && night.screens.length < MAX_SCREENS) await night.watches(seat);
  });
}

/** Something happens to one screen's line. */
function onLine(which: number, what: 'cut' | 'heal' | NetworkCondition, pieces: number): Step {
  return step(`line(${which}, ${what}, ${pieces})`, async (_, night) => {
    const line = night.screens[which % Math.max(1, night.screens.length)]?.proxy;
    if (line === undefined) return;
    if (what === 'cut') line.cut();
    else if (what === 'heal') line.heal();
    else line.condition = what;
    line.deliver(pieces);
  });
}

/** The disk works, and time stands still for the game: nothing changes any more by itself. */
export async function windUp(model: Model, night: HostedGame): Promise<void> {
  night.isDiskFull = false;
  await pass(model, night, STEP_MS);
  if (model.status === 'in_progress') await pauseOrResume('pause', 'none').run(model, night);
}

const mishap = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Mishap>('none') },
  { weight: 1, arbitrary: fc.constant<Mishap>('lost_answer') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Mishap>('before_transaction', 'after_commit', 'after_answer'),
  },
);
const team = fc.constantFrom(...TEAMS);
const few = fc.nat({ max: 5 });
const weather = fc.constantFrom('cut', 'heal', 'flow', 'hold', 'swallow', 'sever', 'deaf');

export const steps: fc.Arbitrary<Iterable<Step>> = fc.commands(
  [
    // What makes a night go on comes more often.
    fc.tuple(few, mishap).map((args) => ask(...args)),
    fc.tuple(few, mishap).map((args) => ask(...args)),
    fc.tuple(few, mishap).map((args) => ask(...args)),
    fc.tuple(team, mishap).map((args) => assign(...args)),
    fc.tuple(team, mishap).map((args) => assign(...args)),
    fc.tuple(team, mishap).map((args) => complete(...args)),
    fc.tuple(team, mishap).map((args) => complete(...args)),
    fc.tuple(team, mishap).map((args) => complete(...args)),
    fc.tuple(team, mishap).map((args) => cancel(...args)),
    fc.tuple(fc.constantFrom('pause', 'resume'), mishap).map((args) => pauseOrResume(...args)),
    fc.tuple(team, few).map((args) => rename(...args)),
    fc.nat({ max: 30 }).map(repeat),
    fc.integer({ min: 1, max: 6 }).map(time),
    fc.constant(crash),
    fc.constantFrom(fillDisk, freeDisk, freeDisk),
    few.map(open),
    fc.tuple(few, weather, few).map((args) => onLine(...args)),
    fc.tuple(few, weather, few).map((args) => onLine(...args)),
  ],
  { maxCommands: 60, size: 'max' },
);
