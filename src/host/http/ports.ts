/** Which port the host listens on. docs/protocol.md, "Pages and the headless host". */
import { connect } from 'node:net';
import { EXIT, StartError } from '../start/start-error.ts';
import { codeOf } from '../storage/folders/system-error.ts';
import type { Clock } from '../time/clock.ts';

export const FIRST_PORT = 4747;
/** How long a port that was ours may take to become free: the host before may be closing. */
export const RETRY_MS = 5_000;
const RETRY_EVERY_MS = 200;
/** Neighbours of the wanted port that are tried; then the system chooses. */
const NEIGHBOURS = 100;
const ANY_PORT = 0;

export interface PortWish {
  /** Demanded by whoever started the host; 0: any free one. */
  readonly explicit: number | null;
  /** The one this data folder used last. */
  readonly last: number | null;
}

export interface PortOptions {
  /** Listens on a port or throws what the system says. Resolves with the port taken. */
  readonly listen: (port: number) => Promise<number>;
  /** Whether another program answers on this port of the laptop itself. */
  readonly isAnswered: (port: number) => Promise<boolean>;
  readonly clock: Clock;
}

export interface Taken {
  readonly port: number;
  /** The port that could not be had; null: we got what we wanted. */
  readonly insteadOf: number | null;
}

/** Listens by the rules. Throws `StartError` where an explicit port cannot be had, or none at all. */
export async function takePort({ explicit, last }: PortWish, options: PortOptions): Promise<Taken> {
  if (explicit !== null) return takeExplicit(explicit, options);
  const wanted = last ?? FIRST_PORT;
  const got = last === null ? await attempt(wanted, options) : await attemptFor(RETRY_MS, wanted, options);
  if (isPort(got)) return { port: got, insteadOf: null };
  return { port: await takeNeighbour(wanted, options), insteadOf: wanted };
}

async function takeExplicit(port: number, options: PortOptions): Promise<Taken> {
  const got = await attempt(port, options);
  if (isPort(got)) return { port: got, insteadOf: null };
  throw new StartError(
    EXIT.port,
    got === 'taken'
      ? `Port ${port} is used by another program. Close that program, or choose another port with --port.`
      : `Port ${port} is reserved on this laptop. Choose another one, above 1023, with --port.`,
  );
}

async function attemptFor(ms: number, port: number, options: PortOptions): Promise<number | Refusal> {
  const until = options.clock.monotonic() + ms;
  for (;;) {
    const got = await attempt(port, options);
    if (got !== 'taken' || options.clock.monotonic() >= until) return got;
    await new Promise<void>((resolve) => void options.clock.after(RETRY_EVERY_MS, resolve));
  }
}

async function takeNeighbour(port: number, options: PortOptions): Promise<number> {
  for (let offset = 1; offset <= NEIGHBOURS && port + offset <= 65_535; offset += 1) {
    const got = await attempt(port + offset, options);
    if (isPort(got)) return got;
  }
  const any = await attempt(ANY_PORT, options);
  if (isPort(any)) return any;
  throw new StartError(EXIT.port, 'No free port was found on this laptop. Restart it, then start again.');
}

/** `kept`: reserved for administrators, or in a range that Windows has reserved. */
type Refusal = 'taken' | 'kept';

const isPort = (got: number | Refusal): got is number => typeof got === 'number';

async function attempt(port: number, { listen, isAnswered }: PortOptions): Promise<number | Refusal> {
  if (port !== ANY_PORT && (await isAnswered(port))) return 'taken';
  try {
    return await listen(port);
  } catch (cause) {
    if (codeOf(cause) === 'EADDRINUSE') return 'taken';
    if (codeOf(cause) === 'EACCES') return 'kept';
    throw cause;
  }
}

/**
 * Whether something answers there on loopback. macOS and Windows let us listen on a port that another program holds on
 * loopback only; requests for the desk would then go there.
 */
export function isAnsweredOnLoopback(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 500 });
    const say = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => say(true));
    socket.once('error', () => say(false));
    socket.once('timeout', () => say(false));
  });
}
