/** The Fastify app before its routes: the checks for every request and upgrade, and the one place that handles errors. */
import type { IncomingMessage } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Authentication } from '../auth/authentication.ts';
import type { Connections } from '../connections/connections.ts';
import { headBytes } from '../connections/request-heads.ts';
import { isLiveUpgrade } from '../live/upgrade-request.ts';
import { HOST_IS_CLOSING, RoomClosedError } from '../storage/event-store.ts';
import { clientErrorHandler, HEADERS_TOO_LARGE } from './client-errors.ts';
import { createLargeAnswers } from './large-answers.ts';
import { isForPerson, wayToDoor } from './plain-page.ts';
import {
  handleError,
  handleUnreadableAddress,
  MAX_HEADER_BYTES,
  ProblemError,
  READ_HEADER_BYTES,
  refusal,
} from './problems.ts';
import type { Visitors } from './routes/host-routes.ts';
import type { RunningRequests } from './running-requests.ts';
import { setSecurityHeaders } from './security-headers.ts';
import type { Api } from './services.ts';
import { MAX_BODY_BYTES } from './validation.ts';

export interface BaseAppOptions {
  readonly connections: Pick<Connections, 'createServer' | 'isTrustedProxy' | 'whenDelivered'>;
  readonly access: Pick<Authentication, 'isTrustedOrigin'>;
  /** Whether a page from another origin may ask for this; absent: never. */
  readonly mayComeFromElsewhere?: (request: FastifyRequest) => boolean;
  readonly visitors: Pick<Visitors, 'record' | 'recordTls'>;
  /** Logs failures but never requests: their addresses and bodies reveal who did what. Without it nothing is logged. */
  readonly logger?: FastifyBaseLogger | undefined;
  /** Called with the status of each answer, and how long it took, ms. */
  readonly onAnswer?: ((status: number, ms: number) => void) | undefined;
  /** While it says yes, requests that begin are refused. */
  readonly isClosing?: (() => boolean) | undefined;
  /** Counts those that are answered. */
  readonly running?: Pick<RunningRequests, 'note'> | undefined;
}

/** Logs no requests, but answers that broke off by a fault of ours. */
class FailureLog extends LogController {
  override streamError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
    const isClientGone = 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (isClientGone) return;
    if (error instanceof RoomClosedError) reply.log.info({ err: error }, 'an answer broke off');
    else reply.log.error({ err: error }, 'an answer broke off');
  }
}

/** Without routes it answers 404 to everything, and 403 to requests from another origin. */
export function createBaseApp({
  connections,
  access: authentication,
  mayComeFromElsewhere = () => false,
  visitors,
  logger,
  onAnswer,
  isClosing = () => false,
  running,
}: BaseAppOptions): Api {
  const app: Api = Fastify({
    ...(logger !== undefined && { loggerInstance: logger }),
    logController: new FailureLog({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    bodyLimit: MAX_BODY_BYTES,
    // Requests that are running have had their time by then: `HostServer.close`.
    forceCloseConnections: true,
    return503OnClosing: false,
    clientErrorHandler: clientErrorHandler((socket) => visitors.recordTls(socket)),
    frameworkErrors: handleUnreadableAddress,
    serverFactory: (handler) =>
      connections.createServer(handler, {
        shouldUpgradeCallback: isLiveUpgrade,
        maxHeaderSize: READ_HEADER_BYTES,
      }),
    trustProxy: (address) => connections.isTrustedProxy(address),
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) => {
    if (isForPerson(request)) return reply.redirect(wayToDoor(request.url));
    throw refusal('no_such_address', 'There is nothing at this address. See /docs for the API.');
  });
  const largeAnswers = createLargeAnswers((socket, send) => connections.whenDelivered(socket, send));
  app.server.on('connection', () => largeAnswers.noteArrival());
  app.addHook('onSend', (_request, reply, payload, done) =>
    done(null, largeAnswers.inPieces(reply, payload)),
  );
  if (onAnswer !== undefined)
    app.addHook('onResponse', (_request, reply, done) => {
      onAnswer(reply.statusCode, reply.elapsedTime);
      done();
    });
  app.addHook('onRequest', (request, reply, done) => {
    if (isClosing()) throw refusal('closing', HOST_IS_CLOSING);
    if (headBytes(request.raw) > MAX_HEADER_BYTES)
      throw new ProblemError('headers_too_large', HEADERS_TOO_LARGE);
    // What leaves HTTP is closed as a live connection.
    if (request.headers.upgrade === undefined)
      running?.note(reply.raw, `${request.method} ${request.routeOptions.url ?? ''}`);
    const { host } = request.headers;
    const origin = mayComeFromElsewhere(request) ? undefined : request.headers.origin;
    if (!namesOneHost(request.raw)) {
      throw refusal('malformed', 'A request names its host once, in one Host header alone.');
    }
    if (!authentication.isTrustedOrigin({ host, origin })) {
      throw new ProblemError(
        'bad_origin',
        "This request comes from another site's page, or uses a host name that is not ours.",
      );
    }
    setSecurityHeaders(request, reply);
    visitors.record(request);
    done();
  });
  return app;
}

/** Two of them, or a whole URL beside one, may mean one host to a proxy and another one to us (RFC 9112, 3.2). */
function namesOneHost({ rawHeaders, url = '', httpVersion }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  const isNamed = hosts.length === 1 || (hosts.length === 0 && httpVersion === '1.0');
  return isNamed && (url.startsWith('/') || url === '*');
}
