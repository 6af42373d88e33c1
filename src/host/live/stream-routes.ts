/** The live connection over plain HTTP, where there is no WebSocket: a stream, or polls. docs/protocol.md, "Without WebSocket". */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MAX_CLIENT_FRAME_BYTES } from '../../protocol/frames.ts';
import { noRight } from '../auth/authorization.ts';
import { ProblemError, refusal } from '../http/problems.ts';
import type { UpgradeDecision } from './authorize-upgrade.ts';
import { EVENT_STREAM_HEADERS } from './event-stream.ts';
import { type HttpTransport, HttpTransports } from './http-transport.ts';
import type { LiveServices } from './live-routes.ts';
import type { Live } from './live.ts';
import { PollTransport } from './poll-transport.ts';
import { rejectUpgrade } from './reject-upgrade.ts';
import { StreamTransport } from './stream-transport.ts';
import { readStreamRequest, type StreamRequest } from './upgrade-request.ts';

interface StreamRoute {
  Params: { code: string; id: string };
}

interface Decided {
  readonly asked: StreamRequest;
  /** Null: the host is closing. */
  readonly decision: UpgradeDecision | null;
}

export function streamRoutes(app: FastifyInstance, live: Live, { connections, clock }: LiveServices): void {
  const transports = new HttpTransports();
  // A message is text here, as on a socket: the connection reads it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const url = '/api/v2/games/:code/live/:id';
  const schema = { hide: true };

  /** Throws `bad_request`. */
  const decide = async (request: FastifyRequest<StreamRoute>): Promise<Decided> => {
    const { code, id } = request.params;
    const asked = readStreamRequest(`${code}/${id}`, request.url);
    if (asked === null) {
      throw refusal(
        'malformed',
        'connection: 8 to 64 letters, digits, - or _ are needed, chosen anew for each connection.',
      );
    }
    return { asked, decision: await live.authorize(request.headers, asked) };
  };

  /** As a WebSocket is opened. What fails has begun to answer, so nobody else could end it. */
  const open = (
    transport: HttpTransport,
    { raw: { socket } }: FastifyRequest,
    asked: StreamRequest,
    decision: UpgradeDecision,
  ) => {
    try {
      if (!('closeCode' in decision)) {
        connections.grant(socket, decision.pathId);
        transports.add(decision.pathId, asked.connection, transport);
      }
      live.open(transport, socket, decision, asked.cursor);
    } catch (error) {
      live.fail(transport, error);
    }
  };

  const beginStream = (request: FastifyRequest, reply: FastifyReply): HttpTransport | null => {
    reply.hijack();
    // The client has left while it was being decided about: nothing would tell.
    if (reply.raw.destroyed) return null;
    for (const [name, value] of Object.entries(reply.headers(EVENT_STREAM_HEADERS).getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.raw.writeHead(200);
    connections.carryFrames(request.raw.socket, reply.raw);
    return new StreamTransport(reply.raw, clock);
  };

  app.get<StreamRoute>(url, { schema, exposeHeadRoute: false }, async (request, reply) => {
    const { asked, decision } = await decide(request);
    if (decision === null) return rejectUpgrade(reply, 503);
    if (!asked.isPolled) {
      const transport = beginStream(request, reply);
      if (transport !== null) open(transport, request, asked, decision);
      return reply;
    }
    const transport = new PollTransport(clock);
    open(transport, request, asked, decision);
    return reply.headers(EVENT_STREAM_HEADERS).send(transport.take());
  });

  app.post<StreamRoute>(url, { schema, bodyLimit: MAX_CLIENT_FRAME_BYTES }, async (request, reply) => {
    const { asked, decision } = await decide(request);
    if (decision === null) return rejectUpgrade(reply, 503);
    const transport = transports.find(asked.participantId, asked.connection);
    const answer = (frames: Buffer | null) =>
      frames === null ? reply.code(204).send() : reply.headers(EVENT_STREAM_HEADERS).send(frames);
    if ('closeCode' in decision) {
      const farewell = transport?.farewell() ?? null;
      if (farewell === null) throw noRight();
      return answer(farewell);
    }
    connections.grant(request.raw.socket, decision.pathId);
    if (transport === null)
      throw new ProblemError('not_found', 'There is no such connection any more: open another one.');
    const { body } = request;
    return answer(transport.receive(typeof body === 'string' ? body : ''));
  });
}
