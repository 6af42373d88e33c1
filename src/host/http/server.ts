/** The listening server: HTTP and live connections on one port. */
import type { FastifyBaseLogger } from 'fastify';
import type { Arrival } from '../lan/own-visits.ts';
import { liveRoutes } from '../live/live-routes.ts';
import type { Live } from '../live/live.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import type { Clock } from '../time/clock.ts';
import { buildApp } from './app.ts';
import { isAnsweredOnLoopback, takePort, type PortPreference, type TakenPort } from './ports.ts';
import type { Api, Services } from './services.ts';

/** How long pending requests may take when the server closes; after that they are cut. */
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
}

export interface HostServer {
  /** Throws `StartError`. */
  listen(preference: PortPreference): Promise<TakenPort>;
  /** 0 until it listens. */
  port(): number;
  /** Closes the sockets with 4001, lets requests finish, and releases the port. */
  close(): Promise<void>;
}

export async function buildServer(options: ServerOptions): Promise<HostServer> {
  const { services, live, clock, pagesFolder, logger, onArrival } = options;
  const app = await buildApp(services, { pagesFolder, logger });
  await app.register(liveRoutes(live, services));
  app.server.on('connection', ({ remoteAddress = '', localAddress = '' }) =>
    onArrival({ localAddress, remoteAddress }),
  );
  return {
    port: () => portOf(app),
    listen: (preference) =>
      takePort(preference, {
        clock,
        listen: (port) => listenOn(app, port),
        isAnswered: isAnsweredOnLoopback,
      }),
    async close() {
      const cancel = clock.after(REQUEST_GRACE_MS, () => app.server.closeAllConnections());
      await app.close();
      cancel();
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
