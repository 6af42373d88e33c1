/** The host's HTTP side, put together: checks, API, pages, docs, one error handler. */
import cookie from '@fastify/cookie';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { createVisitors, hostRoutes } from './about-host.ts';
import { backupRoutes } from './backups.ts';
import { createCallers } from './callers.ts';
import { challengeRoutes } from './challenges.ts';
import { describeApi } from './docs.ts';
import { eventRoutes } from './events.ts';
import { gameFileRoutes } from './game-files.ts';
import { gameRoutes } from './games.ts';
import { setSafeHeaders } from './headers.ts';
import { acceptInput, MAX_BODY_BYTES } from './input.ts';
import { joiningRoutes } from './joining.ts';
import { servePages, wayForPeople } from './pages.ts';
import { playerRoutes } from './players.ts';
import { answerClientError, answerError, ProblemError } from './problems.ts';
import { rehearsalRoutes } from './rehearsals.ts';
import type { Api, Services } from './services.ts';
import { teamRoutes } from './teams.ts';
import { ticketRoutes } from './tickets.ts';

export interface AppOptions {
  /** The built pages; where it is missing only the API is served. */
  readonly pagesFolder: string;
  /** Gets failures, never requests: addresses and bodies tell who did what. Absent: nothing is logged. */
  readonly logger?: FastifyBaseLogger;
}

/** Everything that answers HTTP, not listening yet. The live connections are attached to its `server`. */
export async function buildApp(services: Services, { pagesFolder, logger }: AppOptions): Promise<Api> {
  const app: Api = Fastify({
    ...(logger !== undefined && { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerError,
  }).withTypeProvider<TypeBoxTypeProvider>();

  const callers = createCallers(services);
  const visitors = createVisitors(services);

  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const way = wayForPeople(request);
    if (way !== null) return reply.redirect(way);
    throw new ProblemError('not_found', 'There is nothing at this address. The API is described at /docs.');
  });
  app.addHook('onRequest', (request, reply, done) => {
    const { host, origin } = request.headers;
    if (!services.access.isOwnPage({ host, origin })) {
      throw new ProblemError(
        'bad_origin',
        "This request comes from another site's page or under a foreign name.",
      );
    }
    setSafeHeaders(request, reply);
    visitors.note(request);
    done();
  });

  await describeApi(app, services.version);
  await app.register(cookie);
  await app.register(
    (api: Api, _options, done) => {
      api.addHook('onRequest', (_request, reply, next) => {
        reply.header('cache-control', 'no-store');
        next();
      });
      acceptInput(api);
      gameRoutes(api, services, callers);
      playerRoutes(api, services, callers);
      joiningRoutes(api, services, callers);
      teamRoutes(api, services, callers);
      ticketRoutes(api, services, callers);
      challengeRoutes(api, services, callers);
      eventRoutes(api, services, callers);
      backupRoutes(api, services, callers);
      gameFileRoutes(api, services, callers);
      hostRoutes(api, services, callers, visitors);
      if (services.rehearsals !== null) rehearsalRoutes(api, services.rehearsals, callers);
      done();
    },
    { prefix: '/api/v2' },
  );
  await servePages(app, pagesFolder);
  return app;
}
