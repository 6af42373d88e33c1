/** Who is in which team, whose name needs approval, who was removed. */
import { compareByJoining } from '../../../client/compare-by-joining.ts';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import { playingTeams } from '../../shared/folded.ts';
import type { CompareNames } from '../../shared/format.ts';
import { nameMatches } from '../model/presence.ts';

interface TeamRoster {
  readonly team: Team;
  readonly players: readonly Player[];
}

export interface Roster {
  readonly teams: readonly TeamRoster[];
  readonly teamless: readonly Player[];
  /** Players who can be restored. */
  readonly removed: readonly Player[];
  readonly unapproved: readonly Player[];
  /** Players found, removed ones included. */
  readonly found: number;
}

/** Everybody whose name contains what was typed, sorted by name. */
export function rosterOf(
  players: readonly Player[],
  teams: readonly Team[],
  { typed, compareNames }: { readonly typed: string; readonly compareNames: CompareNames },
): Roster {
  const found = players
    .filter(({ role, merged_into }) => role === 'player' && (merged_into ?? null) === null)
    .filter(({ player_name }) => nameMatches(player_name, typed))
    .toSorted(byName(compareNames));
  const present = found.filter(({ removed }) => !removed);
  return {
    teams: playingTeams(teams).map((team) => ({
      team,
      players: present.filter(({ team_number }) => team_number === team.team_number),
    })),
    teamless: present.filter(({ team_number }) => team_number === null),
    removed: found.filter(({ removed }) => removed),
    unapproved: present.filter(({ approved }) => !approved),
    found: found.length,
  };
}

/** Players who were removed in one step. */
export interface RemovedTogether {
  /** Host time, ms. */
  readonly removedAt: number;
  readonly players: readonly Player[];
}

/** Those who were removed several at once, the newest step first, and the others. */
export function removedInSteps(removed: readonly Player[]): {
  readonly together: readonly RemovedTogether[];
  readonly single: readonly Player[];
} {
  const steps = new Map<number, Player[]>();
  for (const player of removed) {
    const at = player.removed_at ?? 0;
    const step = steps.get(at);
    if (step === undefined) steps.set(at, [player]);
    else step.push(player);
  }
  const together = [...steps].flatMap(([removedAt, players]) =>
    removedAt > 0 && players.length > 1 ? { removedAt, players } : [],
  );
  const inSteps = new Set(together.flatMap(({ players }) => players));
  return {
    together: together.toSorted((one, other) => other.removedAt - one.removedAt),
    single: removed.filter((player) => !inSteps.has(player)),
  };
}

/** Sorts players by their names. */
export const byName =
  (compareNames: CompareNames) =>
  (one: Player, other: Player): number =>
    compareNames(one.player_name, other.player_name);

export interface PossibleDuplicate {
  readonly newcomer: Player;
  readonly old: Player;
}

const NUMBERED = /^(?<base>.+) \p{Nd}+$/u;

/**
 * Newcomers who may already have a seat: "Anna 2" is connected while Anna's phone is away. Two connected phones are two
 * people, and a phone that is away itself is nobody's new phone.
 * @param isThere whether that player's phone is connected.
 */
export function possibleDuplicates(
  players: readonly Player[],
  isThere: (playerId: number) => boolean,
): readonly PossibleDuplicate[] {
  const present = players.filter(({ role, removed }) => role === 'player' && !removed);
  return present.flatMap((newcomer) => {
    if (!isThere(newcomer.player_id)) return [];
    const base = NUMBERED.exec(newcomer.player_name)?.groups?.['base']?.toLowerCase();
    const old = present.find(
      (player) =>
        player.player_name.toLowerCase() === base &&
        compareByJoining(player, newcomer) < 0 &&
        !player.without_phone &&
        !isThere(player.player_id),
    );
    return old === undefined ? [] : [{ newcomer, old }];
  });
}

/** The seats this player could take over, the likeliest first. */
export function seatsToTake(
  players: readonly Player[],
  newcomer: Player,
  compareNames: CompareNames,
): readonly Player[] {
  const base = NUMBERED.exec(newcomer.player_name)?.groups?.['base']?.toLowerCase();
  const isLikely = ({ player_name }: Player) => Number(player_name.toLowerCase() === base);
  return players
    .filter(
      ({ role, removed, player_id }) => role === 'player' && !removed && player_id !== newcomer.player_id,
    )
    .toSorted((one, other) => isLikely(other) - isLikely(one) || byName(compareNames)(one, other));
}
