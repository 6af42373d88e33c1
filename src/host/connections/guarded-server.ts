/** An HTTP server whose listeners may fail: that costs the connection that they were called for, and not the process. */
import { type RequestListener, Server, type ServerOptions } from 'node:http';
import { Socket } from 'node:net';
import { answerChunks, answerTunnel } from '../http/client-errors.ts';
import { ArrivingRequest } from './arriving-request.ts';
import { hasPendingResponse } from './pending-response.ts';

export type Report = (message: string, error?: unknown) => void;

/** Runs it, at once or later: nothing more is read of the request's socket until then. */
type WhenUpgrading = (socket: Socket, upgrade: () => void) => void;

export class GuardedServer extends Server<typeof ArrivingRequest> {
  readonly #report: Report;
  readonly #whenUpgrading: WhenUpgrading;

  constructor(
    options: Pick<ServerOptions, 'shouldUpgradeCallback'> & ServerOptions<typeof ArrivingRequest>,
    listener: RequestListener<typeof ArrivingRequest>,
    report: Report,
    whenUpgrading: WhenUpgrading,
  ) {
    const { shouldUpgradeCallback } = options;
    super(
      {
        ...options,
        IncomingMessage: ArrivingRequest,
        // Called by the parser itself, not as a listener.
        shouldUpgradeCallback: (request) =>
          request.endsReading ||
          (shouldUpgradeCallback !== undefined &&
            (guarded(report, request.socket, () => shouldUpgradeCallback(request)) ?? false)),
      },
      listener,
    );
    this.#report = report;
    this.#whenUpgrading = whenUpgrading;
    // Without any listener, Node would close the connection before we could say why.
    this.on('upgrade', (_request, socket) => {
      if (this.listenerCount('upgrade') === 1) socket.destroy();
    });
    this.on('connect', ({ socket }) => endUnread(socket, answerTunnel));
  }

  /** Requests, upgrades, new connections, broken ones: everything that a client can cause comes through here. */
  override emit(event: string, ...values: unknown[]): boolean {
    const socket = socketOf(values);
    const emit = () => guarded(this.#report, socket, () => super.emit(event, ...values)) ?? true;
    if (event !== 'upgrade' || socket === null) return emit();
    const [request] = values;
    if (request instanceof ArrivingRequest && request.endsReading) endUnread(socket, answerChunks);
    else this.#whenUpgrading(socket, emit);
    return true;
  }
}

/** Node has handed over the socket, and reads it no longer. */
function endUnread(socket: Socket, answer: (socket: Socket) => void): void {
  socket.on('error', () => socket.destroy());
  if (hasPendingResponse(socket)) return void socket.destroy();
  answer(socket);
  // What still comes is dropped, so that the answer is not lost to a reset.
  socket.resume();
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
