/** Which port the host listens on. docs/protocol.md, "Pages and the headless host". */
import { connect } from 'node:net';
import { EXIT, StartError } from '../start/start-error.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import type { Clock } from '../time/clock.ts';

export const FIRST_PORT = 4747;
/** How long to wait for the port used last time: the previous host may still be closing. */
export const RETRY_MS = 5_000;
const RETRY_EVERY_MS = 200;
/** How many neighbouring ports to try before letting the system choose one. */
const NEIGHBOURS = 100;
const ANY_PORT = 0;

export interface PortPreference {
  /** The port requested by whoever started the host; 0: any free port. */
  readonly explicit: number | null;
  /** The port this data folder used last. */
  readonly last: number | null;
}

export interface PortOptions {
  /** Listens on a port. Resolves with the port it got, or rejects with the system's error. */
  readonly listen: (port: number) => Promise<number>;
  /** Whether another program on this laptop is answering on this port. */
  readonly isAnswered: (port: number) => Promise<boolean>;
  readonly clock: Clock;
}

export interface TakenPort {
  readonly port: number;
  /** The wanted port, if it was not available; otherwise null. */
  readonly insteadOf: number | null;
}

/** Finds a port and listens on it. Throws `StartError` if the explicit port, or every port, is unavailable. */
export async function takePort({ explicit, last }: PortPreference, options: PortOptions): Promise<TakenPort> {
  if (explicit !== null) return takeExplicitPort(explicit, options);
  const wanted = last ?? FIRST_PORT;
  const result = last === null ? await tryPort(wanted, options) : await retryPort(RETRY_MS, wanted, options);
  if (isPort(result)) return { port: result, insteadOf: null };
  return { port: await takeNeighbouringPort(wanted, options), insteadOf: wanted };
}

async function takeExplicitPort(port: number, options: PortOptions): Promise<TakenPort> {
  const result = await tryPort(port, options);
  if (isPort(result)) return { port: result, insteadOf: null };
  throw new StartError(
    EXIT.port,
    result === 'in_use'
      ? { key: 'start_error.port_used', params: { port } }
      : { key: 'start_error.port_reserved', params: { port } },
  );
}

async function retryPort(ms: number, port: number, options: PortOptions): Promise<number | PortFailure> {
  const deadline = options.clock.monotonic() + ms;
  for (;;) {
    const result = await tryPort(port, options);
    if (result !== 'in_use' || options.clock.monotonic() >= deadline) return result;
    await new Promise<void>((resolve) => void options.clock.after(RETRY_EVERY_MS, resolve));
  }
}

async function takeNeighbouringPort(port: number, options: PortOptions): Promise<number> {
  for (let offset = 1; offset <= NEIGHBOURS && port + offset <= 65_535; offset += 1) {
    const result = await tryPort(port + offset, options);
    if (isPort(result)) return result;
  }
  const any = await tryPort(ANY_PORT, options);
  if (isPort(any)) return any;
  throw new StartError(EXIT.port, { key: 'start_error.no_port' });
}

/** `reserved`: only administrators may use it, or Windows has reserved its range. */
type PortFailure = 'in_use' | 'reserved';

const isPort = (result: number | PortFailure): result is number => typeof result === 'number';

async function tryPort(port: number, { listen, isAnswered }: PortOptions): Promise<number | PortFailure> {
  if (port !== ANY_PORT && (await isAnswered(port))) return 'in_use';
  try {
    return await listen(port);
  } catch (cause) {
    if (codeOf(cause) === 'EADDRINUSE') return 'in_use';
    if (codeOf(cause) === 'EACCES') return 'reserved';
    throw cause;
  }
}

/**
 * Whether something answers on this port on loopback. macOS and Windows let us listen on a port that another program already uses on
 * loopback only; the desk's requests would then go to that program.
 */
export function isAnsweredOnLoopback(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 500 });
    const settle = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}
