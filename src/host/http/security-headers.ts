/** Security headers for every response. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InlineParts } from './inline-parts.ts';

const POLICY = 'content-security-policy';

/** As strict as our pages allow. Written by hand: nothing may send a browser to https, which the LAN does not have. */
const PAGES_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "media-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
/** The API's documentation page has inline styles, and icons as data: URLs. */
const DOCS_POLICY = PAGES_POLICY.map((rule) => {
  if (rule.startsWith('style-src')) return "style-src 'self' 'unsafe-inline'";
  return rule.startsWith('img-src') ? "img-src 'self' data:" : rule;
});

const pagesPolicyFor = memoizeLast((site) => [...PAGES_POLICY, connectSource(site)].join('; '));
/** Phones and boards look for the laptop at addresses that nobody knew when the page was loaded: any host, but its port alone. */
const playersPolicyFor = memoizeLast((site) =>
  [...PAGES_POLICY, `${connectSource(site)}${elsewhere(site)}`].join('; '),
);
const docsPolicyFor = memoizeLast((site) => [...DOCS_POLICY, connectSource(site)].join('; '));

/** Only call it once the Host header has been checked: it becomes part of the policy. */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  const policyFor = policyOf(request.url);
  reply
    .header(POLICY, policyFor(`${request.protocol}://${request.headers.host ?? ''}`))
    .header('x-content-type-options', 'nosniff')
    .header('x-frame-options', 'DENY')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-resource-policy', 'same-origin');
}

/** Lets a page's own inline parts through, for a reply that has its security headers already. */
export function allowInlineParts(reply: FastifyReply, { scripts, styles }: InlineParts): FastifyReply {
  const policy = String(reply.getHeader(POLICY))
    .replace("script-src 'self'", `$&${scripts}`)
    .replace("style-src 'self'", `$&${styles}`);
  return reply.header(POLICY, policy);
}

function policyOf(url: string): (site: string) => string {
  const [path = ''] = url.split('?');
  if (path.startsWith('/docs')) return docsPolicyFor;
  return path === '/' || /^\/(?:j|board)\//.test(path) ? playersPolicyFor : pagesPolicyFor;
}

/** Encrypted pages may not ask unencrypted ones. A browser leaves out the port that it takes by itself. */
function elsewhere(site: string): string {
  if (site.startsWith('https:')) return '';
  return ` http://*:${/:(\d{1,5})$/.exec(site)?.[1] ?? '80'}`;
}

/** Older Safaris do not count a WebSocket to the same host as 'self'. CSP cannot express IPv6 addresses. */
function connectSource(site: string): string {
  const isPlain = /^https?:\/\/[\w.:-]+$/.test(site);
  return isPlain ? `connect-src 'self' ${site.replace(/^http/, 'ws')}` : "connect-src 'self'";
}

/** Nearly all requests of an evening use the same host name, so remembering the last policy is enough. */
function memoizeLast(make: (host: string) => string): (host: string) => string {
  let [lastHost, made] = ['', make('')];
  return (host) => {
    if (host !== lastHost) [lastHost, made] = [host, make(host)];
    return made;
  };
}
