/** Documents the API from its own schemas, as JSON and as a page that works offline. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Type, { type TSchema } from 'typebox';
import { type FileInMemory, fileOf, type FilesInMemory, readFiles, sendFile } from '../files-in-memory.ts';
import { refusal } from '../problems.ts';
import type { Api, Services } from '../services.ts';
import { shareSchemas } from '../share-schemas.ts';

const TAGS = [
  { name: 'games', description: 'Games and what happened in them' },
  { name: 'players', description: 'Seats: joining, coming back, changing' },
  { name: 'teams', description: 'Teams' },
  { name: 'challenges', description: 'Challenges from request to undo' },
  { name: 'tickets', description: 'One-time links' },
  { name: 'backups', description: 'Backups, and games as files' },
  { name: 'host', description: 'The host itself' },
];

const PAGE_FILES = '/docs/static/';
/** What the page's plugin writes itself instead of serving its file. */
const WRITTEN_BY_PLUGIN: ReadonlySet<string> = new Set(['index.html', 'swagger-initializer.js']);

/** The plugin's page would stay blank. */
const WITHOUT_SCRIPT =
  '<noscript><p>This page needs JavaScript. What it shows can be read without it, as ' +
  '<a href="/docs/json">JSON</a> or <a href="/docs/yaml">YAML</a>.</p></noscript>';

/** Must be registered before the routes it describes. */
export async function describeApi(app: Api, { version }: Pick<Services, 'version'>): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Trading Game Night',
        version,
        description:
          'Authenticate with `Authorization: Bearer <token>`, or with a cookie and the header `Seat: <participant id>`. ' +
          'Errors are problems (RFC 9457) with a `code`.',
      },
      tags: TAGS,
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'seat_{host id}_{participant id}' },
        },
      },
      security: [{ token: [] }, { cookie: [] }],
    },
    transform: ({ schema, url, route }) => ({ url, schema: { ...schema, headers: headersOf(route.method) } }),
    transformObject: (document) =>
      'openapiObject' in document ? shareSchemas(document.openapiObject) : document.swaggerObject,
  });
  servePageFiles(app);
  serveDocument(app);
  await app.register(async (pages) => {
    pages.addHook('onSend', (_request, _reply, payload, done) =>
      done(
        null,
        typeof payload === 'string' ? payload.replace('</body>', `${WITHOUT_SCRIPT}</body>`) : payload,
      ),
    );
    await pages.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { validatorUrl: null, deepLinking: true, docExpansion: 'list' },
    });
  });
}

/** The plugin would open a file for each answer. Read when somebody first looks: few people ever do. */
function servePageFiles(app: Api): void {
  let files: FilesInMemory | null = null;
  app.addHook('onRequest', (request, reply, done) => {
    const [path = ''] = request.url.split('?', 1);
    const name = path.startsWith(PAGE_FILES) ? path.slice(PAGE_FILES.length) : '';
    if (name === '' || WRITTEN_BY_PLUGIN.has(name)) return done();
    files ??= readFiles(
      join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui/package.json')), 'static'),
    );
    const file = files.get(name);
    if (file === undefined) return done(refusal('no_such_address', 'There is nothing at this address.'));
    sendFile(request, reply.header('cache-control', 'no-cache'), file);
  });
}

/** The plugin would write the document out anew for each answer. It never changes, so that is done once, when somebody first asks. */
function serveDocument(app: Api): void {
  const written = new Map<string, FileInMemory>();
  const write = (path: string): FileInMemory | null => {
    if (path === '/docs/json')
      return fileOf(JSON.stringify(app.swagger()), 'application/json; charset=utf-8');
    if (path === '/docs/yaml') return fileOf(app.swagger({ yaml: true }), 'application/x-yaml');
    return null;
  };
  app.addHook('onRequest', (request, reply, done) => {
    const [path = ''] = request.url.split('?', 1);
    const file = written.get(path) ?? write(path);
    if (file === null) return done();
    written.set(path, file);
    sendFile(request, reply.header('cache-control', 'no-cache'), file);
  });
}

/** Headers accepted by every route, added here instead of in each schema. */
function headersOf(method: string | string[]): TSchema {
  const seat = Type.String({
    description: 'which of the seats in this browser acts: a participant id; 0: the owner',
  });
  const key = Type.String({
    description: 'names this one call: sent again, it gets the same answer and has no second effect',
  });
  return Type.Object({
    Seat: Type.Optional(seat),
    ...(method === 'POST' && { 'Idempotency-Key': Type.Optional(key) }),
  });
}
