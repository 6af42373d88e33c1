/**
 * What a one-time link says of itself, so that it can end before its time: who handed it out, and as which generation it found the seat that
 * it moves. It is part of the ticket, whose hash alone is stored, so nobody can change it. docs/protocol.md, "Tickets".
 */
import type { GameState } from '../../game/state.ts';
import type { Caller } from './authorization.ts';
import type { Credentials } from './credentials.ts';
import type { Owners } from './owners.ts';

/** Of an owner's token: enough to tell another secret of the same owner from this one. */
const MARK_LENGTH = 12;

export interface LinkTerms {
  /**
   * What comes before a ticket's secret: '' where nothing but time and use ends it.
   * @param participantId the seat that it moves; null: it moves none
   */
  termsOf(caller: Pick<Caller, 'owner' | 'actor'>, participantId: number | null, state: GameState): string;
  /** Whether what this ticket says is so in this state of its game. */
  hold(ticket: string, participantId: number | null, state: GameState): boolean;
}

export function createLinkTerms(
  owners: Pick<Owners, 'byId'>,
  credentials: Pick<Credentials, 'fingerprint'>,
): LinkTerms {
  const markOf = (ownerId: number) => {
    const owner = owners.byId(ownerId);
    return owner === null ? null : credentials.fingerprint(owner.token).slice(0, MARK_LENGTH);
  };
  const holds = (term: string, participantId: number | null, { participants }: GameState): boolean => {
    const [, banker, generation] = /^b(\d+)-(\d+)$/.exec(term) ?? [];
    if (banker !== undefined) {
      const seat = participants.get(Number(banker));
      return (
        seat?.role === 'banker' && seat.generation === Number(generation) && !seat.removed && !seat.blocked
      );
    }
    const [, ownerId, mark] = /^o(\d+)-([0-9a-f]+)$/.exec(term) ?? [];
    if (ownerId !== undefined) return markOf(Number(ownerId)) === mark;
    const [, moved] = /^g(\d+)$/.exec(term) ?? [];
    return moved !== undefined && participants.get(participantId ?? 0)?.generation === Number(moved);
  };

  return {
    termsOf({ owner, actor }, participantId, { participants }) {
      const terms: string[] = [];
      // The host's owner is who has its key: that right does not end.
      if (owner === null) terms.push(`b${actor.id}-${participants.get(actor.id)?.generation ?? 0}`);
      else if (owner.name !== null) terms.push(`o${owner.id}-${markOf(owner.id) ?? 'none'}`);
      const moved = participants.get(participantId ?? 0);
      if (moved !== undefined) terms.push(`g${moved.generation}`);
      return terms.map((term) => `${term}.`).join('');
    },
    hold: (ticket, participantId, state) =>
      ticket
        .split('.')
        .slice(0, -1)
        .every((term) => holds(term, participantId, state)),
  };
}
