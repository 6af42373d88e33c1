/** The ticket on a player's printed card: docs/protocol.md, "Seat cards". */

interface CardTicket {
  readonly participantId: number;
  /** 128 bits, base64url. */
  readonly mac: string;
}

export function formatCardTicket({ participantId, mac }: CardTicket): string {
  return `card.${participantId}.${mac}`;
}

/** Null for any other ticket. */
export function parseCardTicket(ticket: string): CardTicket | null {
  const match = /^card\.(\d{1,15})\.([\w-]{22})$/.exec(ticket);
  if (match === null) return null;
  const [, participantId, mac = ''] = match;
  return { participantId: Number(participantId), mac };
}
