/** What every answer says to a browser about what it may do with it. */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** As strict as our pages allow. By hand: nothing here may send a browser to https, which the LAN does not have. */
const PAGES = [
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
/** The API's page styles itself in its markup and draws its icons from data: URLs. */
const DOCS = PAGES.map((rule) => {
  if (rule.startsWith('style-src')) return "style-src 'self' 'unsafe-inline'";
  return rule.startsWith('img-src') ? "img-src 'self' data:" : rule;
});

const policyOfPages = latest((host) => [...PAGES, connections(host)].join('; '));
const policyOfDocs = latest((host) => [...DOCS, connections(host)].join('; '));

/** Runs after the Host header was checked: it goes into the policy. */
export function setSafeHeaders(request: FastifyRequest, reply: FastifyReply): void {
  const policyFor = request.url.startsWith('/docs') ? policyOfDocs : policyOfPages;
  reply
    .header('content-security-policy', policyFor(request.headers.host ?? ''))
    .header('x-content-type-options', 'nosniff')
    .header('x-frame-options', 'DENY')
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-resource-policy', 'same-origin');
}

/** Older Safaris do not count the own host's WebSocket as 'self'. The policy has no words for IPv6 addresses. */
function connections(host: string): string {
  return /^[\w.:-]+$/.test(host) ? `connect-src 'self' ws://${host}` : "connect-src 'self'";
}

/** Nearly all requests of an evening come under one name: what was made for the last one is kept. */
function latest(make: (host: string) => string): (host: string) => string {
  let [lastHost, made] = ['', make('')];
  return (host) => {
    if (host !== lastHost) [lastHost, made] = [host, make(host)];
    return made;
  };
}
