/** The secret of an owner's link, in the form of a ticket: docs/protocol.md, "Owners". */

const PREFIX = 'owner.';

/** `secret`: 256 bits, base64url. */
export function formatOwnerTicket(secret: string): string {
  return `${PREFIX}${secret}`;
}

/** The secret; null for any other ticket. */
export function parseOwnerTicket(ticket: string): string | null {
  return /^owner\.([\w-]{43})$/.exec(ticket)?.[1] ?? null;
}
