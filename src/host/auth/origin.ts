/** Checks the Host and Origin headers, against DNS rebinding and other sites' pages. docs/protocol.md, "Rights". */
import { isIP } from 'node:net';

/**
 * Whether a Host header names this host: any IP literal, `localhost`, or one of `names` (lower case, without a port).
 * The port is ignored, since it may be forwarded.
 */
export function isAllowedHost(host: string | undefined, names: readonly string[]): boolean {
  const name = hostName(host ?? '');
  return name !== null && (isIP(name) !== 0 || name === 'localhost' || names.includes(name));
}

/**
 * Whether an Origin header is absent or the page's own. The origin `null` is not.
 * @param publicOrigin where a balancer passes requests on from, encrypted or not; null: there is none
 */
export function isAllowedOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicOrigin: string | null,
): boolean {
  if (origin === undefined) return true;
  if (host === undefined) return false;
  const own = `http://${host.toLowerCase()}`;
  const isPublic = publicOrigin !== null && new URL(publicOrigin).host === host.toLowerCase();
  return [own, ...(isPublic ? [publicOrigin] : [])].includes(origin.toLowerCase());
}

/** The name in a Host header, lower case, without port, brackets or trailing dot; null if malformed. */
function hostName(host: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/?#[\]@]+?)\.?)(?::\d{1,5})?$/i.exec(host);
  const name = match?.[1] ?? match?.[2];
  return name === undefined ? null : name.toLowerCase();
}
