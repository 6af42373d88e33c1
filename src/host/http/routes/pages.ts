/** The built pages: one HTML file per page for all its paths, and hashed assets cached forever; compressed at build time. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { normaliseGameCode } from '../../../protocol/game-codes.ts';
import { ProblemError } from '../problems.ts';
import type { Api } from '../services.ts';

const CACHE_FOR_A_YEAR = 'public, max-age=31536000, immutable';

/** Paths used by programs, which get an error for a wrong address instead of a redirect. */
const PROGRAM_PATHS = /^\/(api|ws|assets|docs)(\/|$)/;

/** Where to send someone who mistyped an address: the game it names, or else the start page. Null: not a person. */
export function redirectForBrowser({
  method,
  url,
  headers,
}: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): string | null {
  const [path = ''] = url.split('?');
  if (method !== 'GET' || headers.accept?.includes('text/html') !== true || PROGRAM_PATHS.test(path))
    return null;
  const last = path.split('/').findLast((part) => part !== '') ?? '';
  return joinPath(last);
}

/** The page of the game with this code, in any case; the start page if it cannot be a code. */
function joinPath(typed: string): string {
  const code = normaliseGameCode(typed);
  return code === null ? '/' : `/j/${code}`;
}

/** Phone at `/` and `/j/{code}`, desk at `/banker/`, board at `/board/`. */
export async function servePages(app: Api, folder: string): Promise<void> {
  const isBuilt = existsSync(folder);
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      serve: false,
      preCompressed: true,
      cacheControl: false,
    });
  }

  const page = async (reply: FastifyReply, file: string) => {
    if (!isBuilt || !existsSync(join(folder, file))) {
      throw new ProblemError(
        'not_found',
        'This page has not been built. Build the pages, then start the host again.',
      );
    }
    return reply.header('cache-control', 'no-cache').sendFile(file);
  };

  const hidden = { schema: { hide: true } };
  app.get('/', hidden, (_request, reply) => page(reply, 'index.html'));
  app.get('/j/:code', hidden, (_request, reply) => page(reply, 'index.html'));
  app.get('/j/:code/', hidden, (_request, reply) => page(reply, 'index.html'));
  // QR codes are in capitals (`scanned-link.ts`), and not every scanner asks for text/html.
  app.get<{ Params: { code: string } }>('/J/:code', hidden, ({ params }, reply) =>
    reply.redirect(joinPath(params.code)),
  );
  for (const name of ['banker', 'board']) {
    app.get(`/${name}`, hidden, (_request, reply) => reply.redirect(`/${name}/`));
    app.get(`/${name}/`, hidden, (_request, reply) => page(reply, `${name}/index.html`));
  }
  app.get<{ Params: { '*': string } }>('/assets/*', hidden, (request, reply) => {
    if (!isBuilt) throw new ProblemError('not_found', 'The pages have not been built.');
    return reply.header('cache-control', CACHE_FOR_A_YEAR).sendFile(`assets/${request.params['*']}`);
  });
}
