/** An HTTP server whose listeners may fail: that costs the connection that they were called for, and not the process. */
import { type RequestListener, Server, type ServerOptions } from 'node:http';
import { Socket } from 'node:net';

export type Report = (message: string, error?: unknown) => void;

/** Runs it, at once or later: nothing more is read of the request's socket until then. */
type WhenUpgrading = (socket: Socket, upgrade: () => void) => void;

export class GuardedServer extends Server {
  readonly #report: Report;
  readonly #whenUpgrading: WhenUpgrading;

  constructor(
    options: ServerOptions,
    listener: RequestListener,
    report: Report,
    whenUpgrading: WhenUpgrading,
  ) {
    const { shouldUpgradeCallback } = options;
    super(
      {
        ...options,
        // Called by the parser itself, not as a listener.
        ...(shouldUpgradeCallback !== undefined && {
          shouldUpgradeCallback: (request) =>
            guarded(report, request.socket, () => shouldUpgradeCallback(request)) ?? false,
        }),
      },
      listener,
    );
    this.#report = report;
    this.#whenUpgrading = whenUpgrading;
  }

  /** Requests, upgrades, new connections, broken ones: everything that a client can cause comes through here. */
  override emit(event: string, ...values: unknown[]): boolean {
    const socket = socketOf(values);
    const emit = () => guarded(this.#report, socket, () => super.emit(event, ...values)) ?? true;
    if (event !== 'upgrade' || socket === null) return emit();
    this.#whenUpgrading(socket, emit);
    return true;
  }
}

/** Null if it throws: then the socket is closed, and the error reported. Without a socket, it throws as before. */
export function guarded<Result>(report: Report, socket: Socket | null, run: () => Result): Result | null {
  if (socket === null) return run();
  try {
    return run();
  } catch (error) {
    report('a connection could not be served', error);
    socket.destroy();
    return null;
  }
}

/** The connection that an event is about. */
function socketOf(values: readonly unknown[]): Socket | null {
  for (const value of values) {
    if (value instanceof Socket) return value;
    if (typeof value === 'object' && value !== null && 'socket' in value && value.socket instanceof Socket)
      return value.socket;
  }
  return null;
}
