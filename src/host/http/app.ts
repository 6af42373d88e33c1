/** Puts the host's HTTP side together: API, pages and docs. */
import cookie from '@fastify/cookie';
import type { FastifyBaseLogger } from 'fastify';
import { createAuthorization } from '../auth/authorization.ts';
import { createBaseApp, type BaseAppOptions } from './base-app.ts';
import { createOncePerKey } from './once-per-key.ts';
import { auditLogRoutes } from './routes/audit-log.ts';
import { backupRoutes } from './routes/backups.ts';
import { challengeRoutes } from './routes/challenges.ts';
import { deskLinkRoutes } from './routes/desk-link.ts';
import { describeApi } from './routes/docs.ts';
import { doctorRoutes } from './routes/doctor.ts';
import { equalOfferRoutes } from './routes/equal-offers.ts';
import { finaleRoutes } from './routes/finale.ts';
import { gameFileRoutes } from './routes/game-files.ts';
import { gameRoutes } from './routes/games.ts';
import { heldSeatRoutes } from './routes/held-seats.ts';
import { createVisitors, hostRoutes } from './routes/host-routes.ts';
import { joiningRoutes } from './routes/joining.ts';
import { languageRoutes } from './routes/languages.ts';
import { libraryRoutes } from './routes/library.ts';
import { messageRoutes } from './routes/messages.ts';
import { movedPlayersRoutes } from './routes/moved-players.ts';
import { nextGameRoutes } from './routes/next-game.ts';
import { oneTimeLinkRoutes } from './routes/one-time-links.ts';
import { servePages } from './routes/pages.ts';
import { pingRoutes } from './routes/ping.ts';
import { playerRoutes } from './routes/players.ts';
import { rehearsalRoutes } from './routes/rehearsals.ts';
import { removedPlayersRoutes } from './routes/removed-players.ts';
import { seatCardRoutes } from './routes/seat-cards.ts';
import { isProofRequest, seatProofRoutes } from './routes/seat-proofs.ts';
import { severalChallengesRoutes } from './routes/several-challenges.ts';
import { severalPlayersRoutes } from './routes/several-players.ts';
import { signOutRoutes } from './routes/sign-out.ts';
import { teamMemberRoutes } from './routes/team-members.ts';
import { teamRoutes } from './routes/teams.ts';
import { wifiRoutes } from './routes/wifi.ts';
import type { Api, Services } from './services.ts';
import { installValidation } from './validation.ts';

export interface AppOptions {
  /** The built pages; without them only the API is served. */
  readonly pagesFolder: string;
  /** Logs failures but never requests: their addresses and bodies reveal who did what. Without it nothing is logged. */
  readonly logger?: FastifyBaseLogger;
  /** Called with the status of each answer, and how long it took. */
  readonly onAnswer?: BaseAppOptions['onAnswer'];
  /** Whether new requests are refused. */
  readonly isClosing?: BaseAppOptions['isClosing'];
  readonly running?: BaseAppOptions['running'];
}

/** The complete HTTP app, not listening yet. The live routes are registered on it afterwards. */
export async function buildApp(
  services: Services,
  { pagesFolder, logger, onAnswer, isClosing, running }: AppOptions,
): Promise<Api> {
  const visitors = createVisitors(services);
  const app = createBaseApp({
    connections: services.connections,
    access: services.authentication,
    mayComeFromElsewhere: (request) => isProofRequest(request, services.announcedOrigins),
    visitors,
    logger,
    onAnswer,
    isClosing,
    running,
  });
  const authorization = createAuthorization(services);
  const oncePerKey = createOncePerKey(services.hostResponses);

  await describeApi(app, services);
  await app.register(cookie);
  await app.register(
    (api: Api, _options, done) => {
      api.addHook('onRequest', (_request, reply, next) => {
        reply.header('cache-control', 'no-store');
        next();
      });
      if (services.rooms.isLogShared) readOnFirst(api, services.rooms);
      installValidation(api);
      gameRoutes(api, services, authorization);
      finaleRoutes(api, services, authorization);
      nextGameRoutes(api, services, authorization);
      messageRoutes(api, services, authorization);
      playerRoutes(api, services, authorization);
      severalPlayersRoutes(api, services, authorization);
      removedPlayersRoutes(api, services, authorization);
      movedPlayersRoutes(api, services, authorization);
      joiningRoutes(api, services, authorization);
      heldSeatRoutes(api, services);
      seatProofRoutes(api, services);
      teamRoutes(api, services, authorization);
      teamMemberRoutes(api, services, authorization);
      seatCardRoutes(api, services, authorization);
      oneTimeLinkRoutes(api, services, authorization);
      challengeRoutes(api, services, authorization);
      severalChallengesRoutes(api, services, authorization);
      equalOfferRoutes(api, services, authorization);
      auditLogRoutes(api, services, authorization);
      backupRoutes(api, services, authorization, oncePerKey);
      gameFileRoutes(api, services, authorization);
      hostRoutes(api, services, authorization, visitors, oncePerKey);
      doctorRoutes(api, services, authorization);
      wifiRoutes(api, services, authorization, oncePerKey);
      languageRoutes(api, services, authorization);
      libraryRoutes(api, services, authorization);
      deskLinkRoutes(api, services);
      signOutRoutes(api, services);
      pingRoutes(api, services);
      if (services.rehearsals !== null)
        rehearsalRoutes(
          api,
          { rehearsals: services.rehearsals, rooms: services.rooms },
          authorization,
          oncePerKey,
        );
      done();
    },
    { prefix: '/api/v2' },
  );
  servePages(app, pagesFolder);
  return app;
}

/** Whoever comes from another host, which has died, may speak of what this one has not read yet. */
function readOnFirst(api: Api, rooms: Services['rooms']): void {
  api.addHook('onRequest', async ({ method, params }) => {
    if (method === 'GET' || method === 'HEAD') return;
    if (typeof params === 'object' && params !== null && 'code' in params)
      await rooms.catchUp(String(params.code));
  });
}
