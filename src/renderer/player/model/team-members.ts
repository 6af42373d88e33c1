/** Who is where, as the host told and as events have changed it since. Pure. */
import type { Team } from '../../../protocol/entity-schemas.ts';
import type { EventFrame } from '../../../protocol/frames.ts';
import type { TeamMember, TeamMembersResponse } from '../../../protocol/rest-schemas.ts';
import { playingTeams } from '../../shared/folded.ts';
import type { CompareNames } from '../../shared/format.ts';

/** After these events; those that are in it already, and what is about nobody, change nothing. */
export function membersAfter(
  members: TeamMembersResponse,
  frames: readonly EventFrame[],
  ownId: number,
): TeamMembersResponse {
  return frames.reduce(
    (known, frame) => (frame.seq > known.seq ? withFrame(known, frame, ownId) : known),
    members,
  );
}

function withFrame(
  { items }: TeamMembersResponse,
  { data, seq }: EventFrame,
  ownId: number,
): TeamMembersResponse {
  if (!('player_id' in data) || 'id' in data) return { seq, items };
  const others = items.filter(({ player_id }) => player_id !== data.player_id);
  if (data.role !== 'player' || data.removed) return { seq, items: others };
  const { player_id, team_number } = data;
  const player_name = data.approved || player_id === ownId ? data.player_name : null;
  return { seq, items: [...others, { player_id, player_name, team_number }] };
}

export interface TeamGroup {
  /** Null: those without a team. */
  readonly team: Team | null;
  /** Sorted. */
  readonly named: readonly (TeamMember & { readonly player_name: string })[];
  /** How many names wait for approval. */
  readonly unnamed: number;
}

/** Every team that plays, empty ones too, then those without a team, if there are any. */
export function groupsOf(
  teams: readonly Team[],
  members: readonly TeamMember[],
  compareNames: CompareNames,
): readonly TeamGroup[] {
  const groups = playingTeams(teams).map((team) => groupOf(team, members, compareNames));
  const teamless = groupOf(null, members, compareNames);
  return teamless.named.length + teamless.unnamed === 0 ? groups : [...groups, teamless];
}

function groupOf(team: Team | null, members: readonly TeamMember[], compareNames: CompareNames): TeamGroup {
  const own = members.filter(({ team_number }) => team_number === (team?.team_number ?? null));
  const named = own.flatMap(({ player_name, ...member }) =>
    player_name === null ? [] : { ...member, player_name },
  );
  return {
    team,
    named: named.toSorted((one, other) => compareNames(one.player_name, other.player_name)),
    unnamed: own.length - named.length,
  };
}
