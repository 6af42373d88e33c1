/** A page in plain words for people whose browser asked for something that is not there: no script, no file, nothing to load. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { normaliseGameCode } from '../../protocol/game-codes.ts';
import {
  everyPlainPageWords,
  type PlainPageKey,
  type PlainPageWords,
  plainPageWords,
} from './plain-words.ts';

/** Paths used by programs, which get an error for a wrong address instead of a page. */
const PROGRAM_PATHS = /^\/(api|ws|assets|docs)(\/|$)/i;
/** Paths that people are given, whatever their scanner or browser says that it accepts. */
const DOOR_PATHS = /^\/(j|play|banker|board)(\/|$)/i;
/** Where the phone's page says that the address was wrong (`phone-route.ts`). */
const WRONG_ADDRESS = '/#wrong';

export const PAGE_TYPE = 'text/html; charset=utf-8';
export const PLAIN_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

type Asked = Pick<FastifyRequest, 'method' | 'url' | 'headers'>;

/** Whether somebody is looking at the answer in a browser, and expects a page. */
export function isForPerson({ method, url, headers }: Asked): boolean {
  const path = pathOf(url);
  if ((method !== 'GET' && method !== 'HEAD') || PROGRAM_PATHS.test(path)) return false;
  return DOOR_PATHS.test(path) || headers.accept?.includes('text/html') === true;
}

/** Where somebody who mistyped an address wanted to go: to the desk, the board or the game that it names, or else to where a code is typed. */
export function wayToDoor(url: string): string {
  const parts = pathOf(url).split('/').map(decoded);
  const own = /^\/(banker|board)(?=\/|$)/i.exec(pathOf(url))?.[0];
  if (own !== undefined) return `${own.toLowerCase()}/`;
  const code = parts.map(normaliseGameCode).findLast((found) => found !== null);
  if (code !== undefined) return `/j/${code}`;
  return /^\/(j\/?|play\/?|join\/?)?$/i.test(pathOf(url)) ? '/' : WRONG_ADDRESS;
}

/** Under a host name that is not ours, a link would lead back to the same words. */
const WITHOUT_DOOR: readonly PlainPageKey[] = ['not_ours'];

/** What happened and what to do, with a link to where a code is typed. `accepted`: the header Accept-Language. */
export function plainPage(key: PlainPageKey, accepted: string | undefined): string {
  return pageIn([plainPageWords(accepted)], key);
}

/** The same in every language, one after the other, for a browser of which nobody knows what it accepts. */
export const plainPageInAllLanguages = (key: PlainPageKey): string => pageIn(everyPlainPageWords(), key);

function pageIn(all: readonly PlainPageWords[], key: PlainPageKey): string {
  const [{ language, direction } = plainPageWords(undefined)] = all;
  const paragraphs = all.map((words) => {
    const door = WITHOUT_DOOR.includes(key) ? '' : `<p><a href="/">${escaped(words.say('door'))}</a></p>`;
    return `<div lang="${words.language}" dir="${words.direction}">
<p>${escaped(words.say(key))}</p>
${door}
</div>`;
  });
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Trading Game</title>
<style>body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:0 auto;padding:2rem 1rem;overflow-wrap:anywhere}a{display:inline-block;padding:.75rem 0}</style>
</head>
<body>
<main>
<h1>Trading Game</h1>
${paragraphs.join('\n')}
</main>
</body>
</html>
`;
}

export function sendPlainPage(reply: FastifyReply, status: number, page: string): void {
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('content-security-policy', PLAIN_PAGE_POLICY)
    .header('x-content-type-options', 'nosniff')
    .header('vary', 'accept-language')
    .type(PAGE_TYPE)
    .send(page);
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}

/** As typed, if the percent signs make no sense. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
