/** The address that phones open. */

/** What `GET /api/v2/host` says. */
export interface HostInfo {
  readonly hostId: string;
  readonly version: string;
  /** Addresses of this laptop in the venue's network, the likeliest first. */
  readonly joinUrls: readonly string[];
  /** Names to type where an address is not welcome. */
  readonly names: readonly string[];
}

/** Null when it is no such answer. */
export function hostInfoFrom(body: unknown): HostInfo | null {
  if (typeof body !== 'object' || body === null) return null;
  if (!('host_id' in body && 'version' in body && 'join_urls' in body && 'names' in body)) return null;
  const { host_id: hostId, version, join_urls: joinUrls, names } = body;
  if (typeof hostId !== 'string' || typeof version !== 'string') return null;
  if (!isTexts(joinUrls) || !isTexts(names)) return null;
  return { hostId, version, joinUrls, names };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** The links to this game in the order the host ranks them. Loopback is left out: a phone would look for itself. */
export function joinLinks(joinUrls: readonly string[], gameCode: string): readonly string[] {
  const links = joinUrls.filter((url) => URL.canParse(url) && !isLoopback(new URL(url).hostname));
  return [...new Set(links.map((url) => new URL(`/j/${gameCode}`, url).href))];
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** A link that opens on this laptop alone. */
export function isLoopbackLink(link: string): boolean {
  return isLoopback(new URL(link).hostname);
}

/** As it is read off a wall: without what every browser adds by itself. */
export function spoken(link: string): string {
  return link.replace(/^http:\/\//, '');
}
