/** For tests: what may happen in a game, and what a simple model expects of it. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Failpoint } from '../rooms/room.ts';
import { type ApiResponse, type CallOptions, readObject } from './api-client.harness.ts';
import { type GameUnderFaults, TEAMS } from './game-under-faults.harness.ts';
import type { NetworkCondition } from './network-proxy.harness.ts';

const MAX_CLIENTS = 5;
/** No sum of these is a challenge's duration, so that none is at its very deadline when somebody acts. */
const STEP_MS = 7_000;
/** How late the host may notice that time is up. */
const EXPIRY_TOLERANCE_MS = 1_000;
const STORAGE_FAILURE = 503;
const REFUSED = 409;

interface Running {
  readonly id: number;
  status: 'requested' | 'assigned';
  deadline: number;
}

interface SentCommand {
  readonly path: string;
  readonly options: CallOptions;
  readonly answer: ApiResponse;
}

/** What the game should be, as far as these commands reach. */
export interface Model {
  status: 'in_progress' | 'paused';
  playMs: number;
  readonly names: Map<number, string>;
  /** By team: there is no school, so a team has one at most. */
  readonly running: Map<number, Running>;
  readonly done: Map<number, number>;
  readonly sent: SentCommand[];
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

/** What goes wrong during a command. */
type Fault = 'none' | 'lost_answer' | Failpoint;

/** A command under a key: what is asked, which status the model expects, what follows from a success. */
interface CommandSpec {
  readonly path: string;
  readonly body?: object;
  readonly expected: number;
  readonly onSuccess: (answer: Record<string, unknown>) => void;
}

type ModelCommand = fc.AsyncCommand<Model, GameUnderFaults>;

/** Sends it, whatever goes wrong, until it is answered, always under the same key. G2: it takes effect once. */
async function execute(model: Model, game: GameUnderFaults, spec: CommandSpec, fault: Fault): Promise<void> {
  model.keys += 1;
  const { path, body = {} } = spec;
  const options = { method: 'POST', body, key: `key-${model.keys}` };
  await attempt(game, path, options, fault);
  const answer = await game.sendUntilAnswered(path, options);
  expect(answer.status).toBe(game.isDiskFull ? STORAGE_FAILURE : spec.expected);
  if (answer.status === STORAGE_FAILURE) return;
  model.sent.push({ path, options, answer });
  if (answer.status !== REFUSED) spec.onSuccess(readObject(answer.text));
}

/** The first try, whose answer may be lost with the host or without. */
async function attempt(
  game: GameUnderFaults,
  path: string,
  options: CallOptions,
  fault: Fault,
): Promise<void> {
  if (fault === 'none') return;
  if (fault === 'lost_answer') game.proxy.condition = 'sever';
  else game.crashAt(fault);
  await game.send(path, options);
  game.proxy.condition = 'flow';
  if (fault !== 'lost_answer') await game.restart();
}

/** What time did to the challenges: G7, once, never early, and soon. */
async function checkExpiry(model: Model, game: GameUnderFaults): Promise<void> {
  await game.hostsAgree();
  const { text } = await game.sendUntilAnswered('/challenges/:code/active', {});
  const active: unknown = JSON.parse(text);
  const ids = new Set(
    Array.isArray(active) ? active.map((one) => readObject(JSON.stringify(one))['id']) : [],
  );
  for (const [team, { id, status, deadline }] of model.running) {
    if (status === 'requested') continue;
    if (ids.has(id)) {
      const isDue = model.playMs >= deadline + EXPIRY_TOLERANCE_MS;
      expect({ id, isDue: isDue && !game.isDiskFull }).toEqual({ id, isDue: false });
    } else {
      expect(model.playMs).toBeGreaterThanOrEqual(deadline);
      model.running.delete(team);
    }
  }
}

async function advanceTime(model: Model, game: GameUnderFaults, ms: number): Promise<void> {
  game.clock.advance(ms);
  if (model.status === 'in_progress') model.playMs += ms;
  await checkExpiry(model, game);
}

function command(name: string, run: (model: Model, game: GameUnderFaults) => Promise<void>): ModelCommand {
  return { check: () => true, run, toString: () => name };
}

function requestChallenge(who: number, fault: Fault): ModelCommand {
  return command(`requestChallenge(${who}, ${fault})`, async (model, game) => {
    const player = game.players[who % game.players.length];
    const team = TEAMS[Math.floor((who % game.players.length) / 2)];
    if (player === undefined || team === undefined) throw new Error('nobody to ask for');
    await execute(
      model,
      game,
      {
        path: '/challenges/:code/request',
        body: { player_id: player.id, building_type: 'farm' },
        expected: model.running.has(team) ? REFUSED : 201,
        onSuccess: ({ id }) =>
          void model.running.set(team, { id: Number(id), status: 'requested', deadline: 0 }),
      },
      fault,
    );
  });
}

/** A banker's command about a team's challenge. */
function challengeCommand(
  verb: 'assign' | 'complete' | 'cancel',
  team: number,
  fault: Fault,
  { body, from, onSuccess }: ChallengeCommandSpec,
): ModelCommand {
  const run = async (model: Model, game: GameUnderFaults) => {
    const running = model.running.get(team);
    if (running === undefined) return;
    const expected = from.includes(running.status) ? 200 : REFUSED;
    const path = `/challenges/:code/${running.id}/${verb}`;
    const then = (answer: Record<string, unknown>) => onSuccess(model, running, answer);
    await execute(model, game, { path, body, expected, onSuccess: then }, fault);
  };
  return { ...command(`${verb}(${team}, ${fault})`, run), check: ({ running }) => running.has(team) };
}

interface ChallengeCommandSpec {
  readonly body: object;
  readonly from: readonly Running['status'][];
  readonly onSuccess: (model: Model, running: Running, answer: Record<string, unknown>) => void;
}

const PUSH_UPS = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };

function assign(team: number, fault: Fault): ModelCommand {
  return challengeCommand('assign', team, fault, {
    body: PUSH_UPS,
    from: ['requested'],
    onSuccess(_, running, answer) {
      running.status = 'assigned';
      running.deadline = Number(answer['deadline_play_ms']);
    },
  });
}

function complete(team: number, fault: Fault): ModelCommand {
  return challengeCommand('complete', team, fault, {
    body: {},
    from: ['assigned'],
    onSuccess(model) {
      model.running.delete(team);
      model.done.set(team, (model.done.get(team) ?? 0) + 1);
    },
  });
}

function cancel(team: number, fault: Fault): ModelCommand {
  return challengeCommand('cancel', team, fault, {
    body: {},
    from: ['requested', 'assigned'],
    onSuccess: (model) => void model.running.delete(team),
  });
}

function pauseOrResume(verb: 'pause' | 'resume', fault: Fault): ModelCommand {
  const [from, to] =
    verb === 'pause' ? (['in_progress', 'paused'] as const) : (['paused', 'in_progress'] as const);
  return command(`${verb}(${fault})`, async (model, game) => {
    const expected = model.status === from ? 200 : REFUSED;
    const onSuccess = () => {
      model.status = to;
    };
    await execute(model, game, { path: `/games/:code/${verb}`, expected, onSuccess }, fault);
  });
}

function rename(team: number, number: number): ModelCommand {
  return command(`rename(${team}, ${number})`, async (model, game) => {
    const body = { name: `Name ${number}` };
    const { status } = await game.sendUntilAnswered(`/games/:code/teams/${team}`, { method: 'PATCH', body });
    expect(status).toBe(game.isDiskFull ? STORAGE_FAILURE : 200);
    if (status === 200) model.names.set(team, freeName(model.names, team, body.name));
  });
}

/** A name that another team has gets a number. */
function freeName(names: ReadonlyMap<number, string>, team: number, wanted: string): string {
  const taken = new Set([...names].flatMap(([other, name]) => (other === team ? [] : [name])));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The same tap arrives again, however much later. */
function repeat(which: number): ModelCommand {
  return {
    ...command(`repeat(${which})`, async ({ sent }, game) => {
      const one = sent[which % sent.length];
      if (one === undefined) return;
      const again = await game.sendUntilAnswered(one.path, one.options);
      expect(again).toEqual({ ...one.answer, isRepeat: true });
    }),
    check: ({ sent }) => sent.length > 0,
  };
}

function passTime(steps: number): ModelCommand {
  return command(`passTime(${steps})`, (model, game) => advanceTime(model, game, steps * STEP_MS));
}

const crash = command('crash', async (_, game) => game.restart());

const fillDisk = command('fillDisk', async (_, game) => {
  game.isDiskFull = true;
});

/** What had to wait for the disk is made up for with the next tick. */
const freeDisk = command('freeDisk', async (model, game) => {
  game.isDiskFull = false;
  await advanceTime(model, game, STEP_MS);
});

function setBusWorking(isWorking: boolean): ModelCommand {
  return command(`setBusWorking(${isWorking})`, async (_, game) => game.setBusWorking(isWorking));
}

function openClient(which: number): ModelCommand {
  return command(`openClient(${which})`, async (_, game) => {
    const seat = [game.banker, ...game.players][which % (game.players.length + 1)];
    // Sockets that the host still takes for alive count as well, and a player's seat has three at most.
    const isBanker = seat?.id === game.banker.id;
    const isOpen = !isBanker && game.clients.some((client) => client.seat.id === seat?.id);
    if (seat !== undefined && !isOpen && game.clients.length < MAX_CLIENTS) await game.openClient(seat);
  });
}

/** Disturbs one client's connection. */
function disturbConnection(
  which: number,
  what: 'cut' | 'heal' | NetworkCondition,
  pieces: number,
): ModelCommand {
  return command(`disturbConnection(${which}, ${what}, ${pieces})`, async (_, game) => {
    const proxy = game.clients[which % Math.max(1, game.clients.length)]?.proxy;
    if (proxy === undefined) return;
    if (what === 'cut') proxy.cut();
    else if (what === 'heal') proxy.heal();
    else proxy.condition = what;
    proxy.deliver(pieces);
  });
}

/** The disk works, and time stands still for the game: nothing changes any more by itself. */
export async function quiesce(model: Model, game: GameUnderFaults): Promise<void> {
  game.isDiskFull = false;
  await advanceTime(model, game, STEP_MS);
  if (model.status === 'in_progress') await pauseOrResume('pause', 'none').run(model, game);
}

const fault = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fault>('none') },
  { weight: 1, arbitrary: fc.constant<Fault>('lost_answer') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Fault>('before_transaction', 'after_commit', 'after_answer'),
  },
);
const team = fc.constantFrom(...TEAMS);
const few = fc.nat({ max: 5 });
const disturbance = fc.constantFrom('cut', 'heal', 'flow', 'hold', 'swallow', 'sever', 'deaf');

export const commands: fc.Arbitrary<Iterable<ModelCommand>> = fc.commands(
  [
    // What keeps a game going comes more often.
    fc.tuple(few, fault).map((args) => requestChallenge(...args)),
    fc.tuple(few, fault).map((args) => requestChallenge(...args)),
    fc.tuple(few, fault).map((args) => requestChallenge(...args)),
    fc.tuple(team, fault).map((args) => assign(...args)),
    fc.tuple(team, fault).map((args) => assign(...args)),
    fc.tuple(team, fault).map((args) => complete(...args)),
    fc.tuple(team, fault).map((args) => complete(...args)),
    fc.tuple(team, fault).map((args) => complete(...args)),
    fc.tuple(team, fault).map((args) => cancel(...args)),
    fc.tuple(fc.constantFrom('pause', 'resume'), fault).map((args) => pauseOrResume(...args)),
    fc.tuple(team, few).map((args) => rename(...args)),
    fc.nat({ max: 30 }).map(repeat),
    fc.integer({ min: 1, max: 6 }).map(passTime),
    fc.constant(crash),
    fc.constantFrom(fillDisk, freeDisk, freeDisk),
    fc.boolean().map(setBusWorking),
    few.map(openClient),
    fc.tuple(few, disturbance, few).map((args) => disturbConnection(...args)),
    fc.tuple(few, disturbance, few).map((args) => disturbConnection(...args)),
  ],
  { maxCommands: 60, size: 'max' },
);
