/** The address that phones open. */

/** The links to this game in the order the host ranks them. Loopback is left out: a phone would look for itself. */
export function joinLinks(joinUrls: readonly string[], gameCode: string): readonly string[] {
  const links = joinUrls.filter((url) => URL.canParse(url) && !isLoopback(new URL(url).hostname));
  return [...new Set(links.map((url) => joinLink(url, gameCode)))];
}

/** @param url of the host, whatever page it is of. */
export function joinLink(url: string, gameCode: string): string {
  return new URL(`/j/${gameCode}`, url).href;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** A link that opens on this laptop alone. */
export function isLoopbackLink(link: string): boolean {
  return isLoopback(new URL(link).hostname);
}

/** As it is read off a wall: without what every browser adds by itself. */
export function displayLink(link: string): string {
  return link.replace(/^http:\/\//, '');
}
