/** The listening server: HTTP and live connections on one port. */
import type { FastifyBaseLogger } from 'fastify';
import type { Arrival } from '../lan/own-visits.ts';
import { liveRoutes } from '../live/live-routes.ts';
import type { Live } from '../live/live.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { buildApp } from './app.ts';
import { isAnsweredOnLoopback, takePort, type PortPreference, type TakenPort } from './ports.ts';
import { createRunningRequests } from './running-requests.ts';
import type { Api, Services } from './services.ts';

/** How long running requests may take when the server closes, unless it is told otherwise; after that they are cut. */
const REQUEST_GRACE_MS = 1_000;

/** Connections that the system keeps until they are accepted; it turns away those of honest phones, too, when a crowd arrives at once. */
const BACKLOG = 4_096;

export interface ServerOptions {
  readonly services: Services;
  readonly live: Live;
  readonly clock: Clock;
  readonly pagesFolder: string;
  readonly logger: FastifyBaseLogger;
  /** Called with both ends of each connection. */
  readonly onArrival: (arrival: Arrival) => void;
  /** Called with the status of each answer, and how long it took. */
  readonly onAnswer?: ((status: number, ms: number) => void) | undefined;
  /** How long running requests may take when the server closes, ms. Default: 1 s. */
  readonly graceMs?: number | undefined;
}

export interface HostServer {
  /** Throws `StartError`. */
  listen(preference: PortPreference): Promise<TakenPort>;
  /** Whether it takes new requests: no more as soon as it begins to close. */
  isOpen(): boolean;
  /** 0 until it listens. */
  port(): number;
  /** Refuses new requests, closes the sockets with 4001, lets running requests finish, and releases the port. */
  close(): Promise<void>;
}

export async function buildServer(options: ServerOptions): Promise<HostServer> {
  const { services, live, clock, pagesFolder, logger, onArrival, onAnswer } = options;
  const { graceMs = REQUEST_GRACE_MS } = options;
  let isClosing = false;
  const running = createRunningRequests();
  const app = await buildApp(services, {
    pagesFolder,
    logger,
    onAnswer,
    running,
    isClosing: () => isClosing,
  });
  await app.register(liveRoutes(live, services));
  app.server.on('connection', ({ remoteAddress = '', localAddress = '' }) =>
    onArrival({ localAddress, remoteAddress }),
  );
  return {
    isOpen: () => !isClosing && portOf(app) !== 0,
    port: () => portOf(app),
    listen: (preference) =>
      takePort(preference, {
        clock,
        listen: (port) => listenOn(app, port),
        isAnswered: isAnsweredOnLoopback,
      }),
    async close() {
      isClosing = true;
      const screensLeft = live.close();
      await within(graceMs, clock, running.none());
      await screensLeft;
      for (const what of running.list()) logger.info(`cut off, because the host ends: ${what}`);
      await app.close();
    },
  };
}

/** Listens on every address, IPv4 and IPv6; without IPv6 on IPv4 alone. */
async function listenOn(app: Api, port: number): Promise<number> {
  try {
    await app.listen({ port, host: '::', backlog: BACKLOG });
  } catch (error) {
    if (!['EAFNOSUPPORT', 'EADDRNOTAVAIL'].includes(codeOf(error))) throw error;
    await app.listen({ port, host: '0.0.0.0', backlog: BACKLOG });
  }
  return portOf(app);
}

function portOf({ server }: Api): number {
  const address = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
}

/** Resolves with the promise, or after that time, ms. */
async function within(ms: number, clock: Pick<Clock, 'after'>, promise: Promise<void>): Promise<void> {
  let cancel: Cancel = () => undefined;
  const over = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  await Promise.race([promise, over]);
  cancel();
}
