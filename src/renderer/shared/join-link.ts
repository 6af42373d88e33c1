/** The address that phones open. */

/** The links to this game, in the host's order. Loopback is left out: it would lead a phone to itself. */
export function joinLinks(joinUrls: readonly string[], gameCode: string): readonly string[] {
  const links = joinUrls.filter((url) => {
    const hostname = hostnameOf(url);
    return hostname !== null && !isLoopback(hostname);
  });
  return [...new Set(links.map((url) => joinLink(url, gameCode)))];
}

/** @param url any address of the host. */
function joinLink(url: string, gameCode: string): string {
  return new URL(`/j/${gameCode}`, url).href;
}

/** Null if it is no address. By hand: `URL.canParse` is too new for some browsers. */
function hostnameOf(url: string): string | null {
  try {
    return new URL(url).hostname;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Whether a page under this name came from the very machine that shows it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/**
 * The link to pass on to another phone: the first of these that is an address, because other phones may not find the laptop by its
 * name; else the first name. Null if all of them only work on this laptop.
 */
export function inviteLink(origins: readonly string[], gameCode: string): string | null {
  const links = joinLinks(origins, gameCode);
  return links.find((link) => isAddress(new URL(link).hostname)) ?? links[0] ?? null;
}

/** IPv4, or IPv6 in its brackets. */
function isAddress(hostname: string): boolean {
  return /^(?:\d+(?:\.\d+){3}|\[.+\])$/.test(hostname);
}

/** True for a link that only works on this laptop. */
export function isLoopbackLink(link: string): boolean {
  return isLoopback(new URL(link).hostname);
}

/** As shown on a wall: without the part that browsers add themselves. */
export function displayLink(link: string): string {
  return link.replace(/^https?:\/\//, '');
}
