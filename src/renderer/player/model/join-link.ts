/** The address to pass on to others in the room. */

export function joinLink(origin: string, code: string): string {
  return `${origin}/j/${code}`;
}

/** Whether another phone would find the laptop there: on loopback it would look for itself. */
export function isForOthers(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname !== 'localhost' && hostname !== '[::1]' && !hostname.startsWith('127.');
}
