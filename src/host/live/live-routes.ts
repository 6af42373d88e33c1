/** The routes of the live connection: `GET /ws/{code}/{participant id}`, upgraded to a WebSocket, and its substitute over plain HTTP. */
import type { Socket } from 'node:net';
import websocket from '@fastify/websocket';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { CLOSE_CODES, MAX_CLIENT_FRAME_BYTES, BATCH_SUBPROTOCOL } from '../../protocol/frames.ts';
import type { Connections } from '../connections/connections.ts';
import { answerHandshake } from '../http/client-errors.ts';
import type { Clock } from '../time/clock.ts';
import type { UpgradeDecision } from './authorize-upgrade.ts';
import type { Live } from './live.ts';
import { rejectUpgrade } from './reject-upgrade.ts';
import { streamRoutes } from './stream-routes.ts';
import { type ResumeCursor, readUpgradeRequest } from './upgrade-request.ts';
import { WebSocketTransport } from './web-socket-transport.ts';

interface LiveRoute {
  Params: { '*': string };
}

const UNDECIDED = { decision: { closeCode: CLOSE_CODES.unauthorised }, cursor: null };

export interface LiveServices {
  readonly connections: Pick<Connections, 'grant' | 'carryFrames'>;
  readonly clock: Clock;
}

/** A Fastify plugin. Closing the app closes `live`. */
export function liveRoutes(live: Live, { connections, clock }: LiveServices): FastifyPluginAsync {
  return async (app) => {
    streamRoutes(app, live, { connections, clock });
    /** Decisions made before the upgrade, needed after it. */
    const decisions = new WeakMap<
      FastifyRequest,
      { decision: UpgradeDecision; cursor: ResumeCursor | null }
    >();
    /** Sockets that are still waiting for their decision. */
    const pendingSockets = new Set<Socket>();

    await app.register(websocket, {
      options: {
        perMessageDeflate: false,
        maxPayload: MAX_CLIENT_FRAME_BYTES,
        autoPong: false,
        clientTracking: false,
        handleProtocols: (offered) => (offered.has(BATCH_SUBPROTOCOL) ? BATCH_SUBPROTOCOL : false),
      },
      errorHandler: (error, webSocket, { raw }) =>
        live.fail(new WebSocketTransport(webSocket, raw.socket, clock), error),
      async preClose() {
        await live.close();
        for (const socket of pendingSockets) socket.destroy();
      },
    });
    // Holds back the handshake's response until the welcome is ready: both are sent together.
    app.websocketServer.on('headers', (_headers, { socket }) => {
      socket.cork();
      process.nextTick(() => socket.uncork());
    });

    // The library would answer in words of its own.
    app.websocketServer.on('wsClientError', (_error, _stream, { socket }) => answerHandshake(socket));

    app.route<LiveRoute>({
      method: 'GET',
      url: '/ws/*',
      exposeHeadRoute: false,
      schema: { hide: true },
      async preHandler(request, reply) {
        if (!request.ws) return undefined;
        const { socket } = request.raw;
        const upgrade = readUpgradeRequest(request.params['*'], request.url);
        pendingSockets.add(socket);
        const decision = await live
          .authorize(request.headers, upgrade)
          .finally(() => pendingSockets.delete(socket));
        if (decision === null) return rejectUpgrade(reply, 503);
        decisions.set(request, { decision, cursor: upgrade.cursor });
        // The WebSocket takes over from here. Otherwise the reply would retain the request for the life of the socket.
        reply.raw.detachSocket(socket);
        return undefined;
      },
      handler: (_request, reply) => rejectUpgrade(reply, 426),
      // No further request is read from a connection that asked to leave HTTP.
      onResponse({ raw }, _reply, done) {
        if (raw.headers.upgrade !== undefined) raw.socket.destroySoon();
        done();
      },
      wsHandler(webSocket, request) {
        // The plugin's listener would retain the request as well.
        webSocket.removeAllListeners('error');
        const { decision, cursor } = decisions.get(request) ?? UNDECIDED;
        const { socket } = request.raw;
        live.open(new WebSocketTransport(webSocket, socket, clock), socket, decision, cursor);
        if (!('closeCode' in decision)) connections.grant(socket, decision.pathId);
      },
    });
  };
}
