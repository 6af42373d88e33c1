/** The built pages: one HTML file per page for all its paths, and hashed assets cached forever; compressed at build time. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readFiles, sendFile } from '../files-in-memory.ts';
import { findInlineParts } from '../inline-parts.ts';
import { wayToDoor } from '../plain-page.ts';
import { refusal } from '../problems.ts';
import { allowInlineParts } from '../security-headers.ts';
import type { Api } from '../services.ts';

const CACHE_FOR_A_YEAR = 'public, max-age=31536000, immutable';

/** Phone at `/` and `/j/{code}`, desk at `/banker/`, board at `/board/`. Read once: a new build needs a new start. */
export function servePages(app: Api, folder: string): void {
  const files = readFiles(folder);

  const page = (file: string) => {
    const content = files.get(file);
    const parts = findInlineParts(content?.identity.bytes.toString() ?? '');
    return (request: FastifyRequest, reply: FastifyReply) => {
      if (content === undefined) {
        throw refusal(
          'pages_missing',
          'This page has not been built. Build the pages, then start the host again.',
        );
      }
      return sendFile(request, allowInlineParts(reply, parts).header('cache-control', 'no-cache'), content);
    };
  };

  const hidden = { schema: { hide: true } };
  for (const path of ['/', '/j/:code', '/j/:code/']) app.get(path, hidden, page('index.html'));
  // QR codes are in capitals (`scanned-link.ts`), and not every scanner asks for text/html.
  app.get('/J/:code', hidden, ({ url }, reply) => reply.redirect(wayToDoor(url)));
  for (const name of ['banker', 'board']) {
    app.get(`/${name}`, hidden, (_request, reply) => reply.redirect(`/${name}/`));
    app.get(`/${name}/`, hidden, page(`${name}/index.html`));
  }
  // All texts in English, for whoever wants to write them in another language.
  app.get('/languages/en.json', hidden, (request, reply) => {
    const content = files.get('languages/en.json');
    if (content === undefined) throw refusal('pages_missing', 'The pages have not been built.');
    return sendFile(request, reply.header('cache-control', 'no-cache'), content);
  });
  app.get<{ Params: { '*': string } }>('/assets/*', hidden, (request, reply) => {
    const content = files.get(`assets/${request.params['*']}`);
    if (content === undefined) {
      throw files.size === 0
        ? refusal('pages_missing', 'The pages have not been built.')
        : refusal('no_such_address', 'There is nothing at this address.');
    }
    return sendFile(request, reply.header('cache-control', CACHE_FOR_A_YEAR), content);
  });
}
