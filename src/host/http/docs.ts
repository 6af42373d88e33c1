/** The API described by its own schemas, as JSON and as a page that works without the internet. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { Api } from './services.ts';
import { shareSchemas } from './share-schemas.ts';

const TAGS = [
  { name: 'games', description: 'Games and what happened in them' },
  { name: 'players', description: 'Seats: joining, coming back, changing' },
  { name: 'teams', description: 'Teams' },
  { name: 'challenges', description: 'Challenges from request to undo' },
  { name: 'tickets', description: 'One-time links' },
  { name: 'host', description: 'The host itself' },
];

/** To be registered before the routes it describes. */
export async function describeApi(app: Api, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Trading Game night',
        version,
        description:
          'A right travels as `Authorization: Bearer <token>` or as a cookie with the header `Seat: <participant id>`. ' +
          'Every POST takes an `Idempotency-Key`. Errors are problems (RFC 9457) with a `code`.',
      },
      tags: TAGS,
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }, {}],
    },
    transformObject: (document) =>
      'openapiObject' in document ? shareSchemas(document.openapiObject) : document.swaggerObject,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { validatorUrl: null, deepLinking: true, docExpansion: 'list' },
  });
}
