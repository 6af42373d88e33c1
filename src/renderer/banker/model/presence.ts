import { normalised } from '../../../game/normalised.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
/** Who is here, as the desk shows it. A sleeping phone is nothing to worry about. */
import type { PresenceItem } from '../../../protocol/frames.ts';

export type PresenceState =
  | { readonly kind: 'removed' | 'without_phone' | 'never' | 'connected' }
  /** On a phone that is awake, and shows this other player's seat. */
  | { readonly kind: 'shared'; readonly with: number }
  /** Since when, host ms. */
  | { readonly kind: 'asleep'; readonly since: number };

export function presenceState(player: Player, item: PresenceItem | undefined): PresenceState {
  if (player.removed) return { kind: 'removed' };
  const shown = item?.on_phone_of ?? null;
  if (item?.connected === true)
    return shown === null ? { kind: 'connected' } : { kind: 'shared', with: shown };
  if (player.without_phone) return { kind: 'without_phone' };
  if (item === undefined || item.since === null) return { kind: 'never' };
  return { kind: 'asleep', since: item.since };
}

export interface Attendance {
  readonly players: number;
  readonly connected: number;
  readonly withoutPhone: number;
}

/** Whether a phone shows this player's seat, rather than that of somebody who shares it. */
export function isOnScreen(item: PresenceItem | undefined): boolean {
  return item?.connected === true && (item.on_phone_of ?? null) === null;
}

/** Counts the players in the game. */
export function attendance(
  players: readonly Player[],
  presence: ReadonlyMap<number, PresenceItem>,
): Attendance {
  const present = players.filter(({ role, removed }) => role === 'player' && !removed);
  return {
    players: present.length,
    connected: present.filter(({ player_id }) => presence.get(player_id)?.connected === true).length,
    withoutPhone: present.filter(({ without_phone }) => without_phone).length,
  };
}

/** True when the name contains what was typed, ignoring case and accents. */
export function nameMatches(name: string, typed: string): boolean {
  const plain = (text: string) => normalised(text, 'NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain(name).includes(plain(typed.trim()));
}
