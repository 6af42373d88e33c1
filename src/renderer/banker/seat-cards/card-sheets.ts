import type { Player, Team } from '../../../protocol/entity-schemas.ts';
/** Whose cards are printed on which sheet, and where their codes lead. */
import type { HostInfo } from '../../../protocol/host-info.ts';
import type { CompareNames } from '../../shared/format.ts';
import { joinLinks } from '../../shared/join-link.ts';
import { rosterOf } from '../players/roster.ts';

/** `without_phone`: those who have none yet; a number: those of that team; `none`: those without a team. */
export type WhoseCards = 'all' | 'without_phone' | 'none' | number;

export interface CardSheet {
  /** Null: players without a team. */
  readonly team: Team | null;
  readonly players: readonly Player[];
}

/** A sheet for each team that has any of them, sorted by name; those without a team come last. */
export function sheetsOf(
  players: readonly Player[],
  teams: readonly Team[],
  { whose, compareNames }: { readonly whose: WhoseCards; readonly compareNames: CompareNames },
): readonly CardSheet[] {
  const { teams: ofTeams, teamless } = rosterOf(players, teams, { typed: '', compareNames });
  const isMeant = ({ blocked, without_phone }: Player) =>
    blocked !== true && (whose !== 'without_phone' || without_phone);
  const all = [...ofTeams, { team: null, players: teamless }];
  return all
    .filter(({ team }) => typeof whose !== 'number' || team?.team_number === whose)
    .filter(({ team }) => whose !== 'none' || team === null)
    .map(({ team, players: members }) => ({ team, players: members.filter(isMeant) }))
    .filter(({ players: members }) => members.length > 0);
}

/** Links to the game that a code may hold, best first: by address, then by name. By loopback only if there is no other. */
export function cardLinks(
  { join_urls: joinUrls, names }: Pick<HostInfo, 'join_urls' | 'names'>,
  here: Pick<Location, 'origin'>,
  gameCode: string,
): readonly string[] {
  const byAddress = joinLinks(joinUrls, gameCode);
  const [first = here.origin] = byAddress;
  const { port } = new URL(first);
  const byName = joinLinks(
    names.map((name) => `http://${name}${port === '' ? '' : `:${port}`}`),
    gameCode,
  );
  const all = [...new Set([...byAddress, ...byName])];
  return all.length > 0 ? all : [new URL(`/j/${gameCode}`, here.origin).href];
}

/** What a card's code holds. */
export function cardLink(link: string, ticket: string): string {
  return `${link}#ticket=${ticket}`;
}
