/** The acts of a page of the desk, as it keeps them for its tab. */
import {
  array,
  boolean,
  integer,
  nullable,
  object,
  oneOf,
  optional,
  string,
  union,
} from '../../../client/guards/wire-guards.ts';
import { isHeaderText } from '../../../client/header-text.ts';
import { BUILDINGS } from '../../../game/catalogue.ts';
import type { RequestChallengeBody, SeveralResponse } from '../../../protocol/rest-schemas.ts';
import { isEndTimeChange, isMessageChange, type Setting } from './setting-acts.ts';

/** What concerns one player, or one team. */
const PLAYER_ACT_KINDS = [
  'give',
  'complete',
  'not_yet',
  'cancel',
  'change',
  'extend',
  'request',
  'remove',
  'fold',
] as const;
export type PlayerActKind = (typeof PLAYER_ACT_KINDS)[number];

/** An event that came over the live connection: no other one of any log of this game has the same place and time. */
export interface SeenEvent {
  readonly seq: number;
  /** Host ms. */
  readonly at: number;
}

interface ActMarks {
  /**
   * Of the challenge; of the player who was removed; the number of a folded team, or of one whose school was switched; host ms of a change that concerns everybody, and of
   * a request without an answer; of the first player of a list, 0 while it has no answer.
   */
  readonly id: number;
  /**
   * Of the challenge after the act; after its undo, once it was undone; host ms of a team's fold or a removal. 0 while
   * requests, folds and removals have no answer, and for a change that concerns everybody; host ms at which a list of players was taken
   * back.
   */
  readonly version: number;
  /** False until the host's answer has been read: it may never have heard of this. */
  readonly isSure: boolean;
  /** While it was not sure, this page did something that Undo cannot take back. */
  readonly isPassed?: boolean | undefined;
  /** By which the log shows it; none before this page has seen that. */
  readonly event?: SeenEvent | undefined;
  /**
   * Of the last call about the act whose answer has not been read: of its undo or redo, or of a request that is not sure. Sent again
   * with it, the call has one effect in all, and its own answer, however much later.
   */
  readonly key?: string | undefined;
}

export interface PlayerAct extends ActMarks {
  readonly kind: PlayerActKind;
  /** The player's, or the team's. */
  readonly name: string;
  /** What a request without an answer asked for. */
  readonly asked?: Asked | undefined;
}

type Asked = Pick<RequestChallengeBody, 'player_id' | 'building_type' | 'expected_team'>;

export type SettingAct = ActMarks & Setting;

/** One of the challenges of an act on several. */
interface Member {
  readonly id: number;
  /** After the act; after its undo, once it was undone. */
  readonly version: number;
}

/** Several got an exercise at once. The marks' id and version are those of the first, and tell such acts apart. */
interface Several {
  readonly kind: 'give_several';
  readonly members: readonly Member[];
}
export type SeveralAct = ActMarks & Several;

/** Several players were added from a list. */
interface AddSeveral {
  readonly kind: 'add_several';
  /** Their ids; none while there is no answer. */
  readonly players: readonly number[];
}
type AddSeveralAct = ActMarks & AddSeveral;

/** Everybody who joined from somewhere was removed. The marks' id is since when: tried once more without an answer, it is the same act. */
interface RemoveSeveral {
  readonly kind: 'remove_several';
  /** How many; 0 while there is no answer. */
  readonly count: number;
}
type RemoveSeveralAct = ActMarks & RemoveSeveral;

/** Before its answer. @param since host ms, when the first of those joined who are meant */
export const removalSince = (since: number) =>
  ({ kind: 'remove_several', id: Math.round(since), version: 0, count: 0 }) as const;

/** Several players changed teams at once, or one. The marks' id is when. */
interface MoveSeveral {
  readonly kind: 'move_several';
  readonly moves: readonly Move[];
  /** Of the player who was moved alone. */
  readonly name?: string | undefined;
}
export type MoveSeveralAct = ActMarks & MoveSeveral;

/** Of a player, between teams; null: none. */
interface Move {
  readonly id: number;
  readonly from: number | null;
  readonly to: number | null;
}

/** A team's school was switched on or off by hand. The marks' id is the team's number, their version when that was. */
interface School {
  readonly kind: 'school';
  /** The team's. */
  readonly name: string;
  readonly hasSchool: boolean;
  /** How many the team had built: another one since is not taken back. */
  readonly built: number;
}
export type SchoolAct = ActMarks & School;

/** What the call has to set and expect that does this or, for `undo`, takes it back. */
export const schoolChange = (
  { hasSchool, built }: Pick<School, 'hasSchool' | 'built'>,
  way: 'undo' | 'redo',
) => ({
  has_school: (way === 'redo') === hasSchool,
  expected_has_school: (way === 'undo') === hasSchool,
  expected_schools: built,
});

/** What the call has to name that does this or, for `undo`, takes it back. */
export const moveItems = (moves: readonly Move[], way: 'undo' | 'redo') =>
  moves.map(({ id, from, to }) => ({
    player_id: id,
    team_number: way === 'undo' ? from : to,
    expected_team: way === 'undo' ? to : from,
  }));

/** Those with which it was done. */
export const membersOf = ({ done }: Pick<SeveralResponse, 'done'>): readonly Member[] =>
  done.map(({ id, version }) => ({ id, version }));

export type Act =
  | PlayerAct
  | SeveralAct
  | AddSeveralAct
  | RemoveSeveralAct
  | MoveSeveralAct
  | SchoolAct
  | SettingAct;

export const isSettingAct = (act: Act): act is SettingAct =>
  act.kind === 'end_time' || act.kind === 'message';

const AFTER_THE_END: ReadonlySet<Act['kind']> = new Set([
  'remove',
  'fold',
  'message',
  'add_several',
  'remove_several',
  'move_several',
  'school',
]);

/** Whether it can be undone, or done again, once the game is over: its challenges and its end time stay as they are then. */
export const isOpenAfterEnd = ({ kind }: Act): boolean => AFTER_THE_END.has(kind);

/** An act that is not sure yet, or not yet known to be. */
export type Unsure =
  | Omit<PlayerAct, 'isSure'>
  | Omit<SeveralAct, 'isSure'>
  | Omit<AddSeveralAct, 'isSure'>
  | Omit<RemoveSeveralAct, 'isSure'>
  | Omit<MoveSeveralAct, 'isSure'>
  | Omit<SchoolAct, 'isSure'>
  | (Omit<ActMarks, 'isSure'> & Setting);

export interface Acts {
  /** The last one first. */
  readonly done: readonly Act[];
  /** The last one that was undone first. */
  readonly undone: readonly Act[];
  /** This page has done something since that Undo cannot take back, so the last of these is not what it did last. */
  readonly isPassed?: boolean | undefined;
  /** This page has done something since that is its own way back, such as pausing. */
  readonly isAside?: boolean | undefined;
}

/** Counts up when the shape changes; a tab that was reloaded into another version starts anew. */
const VERSION = 9;
export const NONE: Acts = { done: [], undone: [] };

const isAsked = object<Asked>({
  player_id: integer,
  building_type: oneOf(...BUILDINGS),
  expected_team: optional(integer),
});
const isPlayerAct = object<Pick<PlayerAct, 'kind' | 'name' | 'asked'>>({
  kind: oneOf(...PLAYER_ACT_KINDS),
  name: string,
  asked: optional(isAsked),
});
const isSeenEvent = object<SeenEvent>({ seq: integer, at: integer });
const hasMarks = object<ActMarks>({
  id: integer,
  version: integer,
  isSure: boolean,
  isPassed: optional(boolean),
  event: optional(isSeenEvent),
  key: optional(isHeaderText),
});
const isSeveral = object<Several>({
  kind: oneOf('give_several'),
  members: array(object<Member>({ id: integer, version: integer })),
});
const isAddSeveral = object<AddSeveral>({ kind: oneOf('add_several'), players: array(integer) });
const isRemoveSeveral = object<RemoveSeveral>({ kind: oneOf('remove_several'), count: integer });
const isMoveSeveral = object<MoveSeveral>({
  kind: oneOf('move_several'),
  moves: array(object<Move>({ id: integer, from: nullable(integer), to: nullable(integer) })),
  name: optional(string),
});
const isSchool = object<School>({
  kind: oneOf('school'),
  name: string,
  hasSchool: boolean,
  built: integer,
});
const isChange = union(
  union(isPlayerAct, union(isSeveral, union(isAddSeveral, union(isRemoveSeveral, isMoveSeveral)))),
  union(isSchool, union(isEndTimeChange, isMessageChange)),
);
const isAct = (value: unknown): value is Act => hasMarks(value) && isChange(value);
/** With the epoch of the log that they are in. */
type Kept = Acts & { readonly epoch: string | null };
const NOTHING: Kept = { epoch: null, ...NONE };
const isKept = object<Kept & { readonly version: number }>({
  version: integer,
  epoch: nullable(string),
  done: array(isAct),
  undone: array(isAct),
  isPassed: optional(boolean),
  isAside: optional(boolean),
});

/** Whether this page did something later than its last act, which Undo cannot take back; one without an answer may have begun later still. */
export const isPassedBy = ({ done: [last], isPassed = false }: Acts): boolean =>
  isPassed && (last?.isSure !== false || last.isPassed === true);

/** What was kept; nothing, where that is not what this version writes. */
export function readActs(text: string | null): Kept {
  if (text === null) return NOTHING;
  try {
    const kept: unknown = JSON.parse(text);
    if (!isKept(kept) || kept.version !== VERSION) return NOTHING;
    const { epoch, done, undone, isPassed, isAside } = kept;
    return { epoch, done, undone, isPassed, isAside };
  } catch (error) {
    // Half written, or by something else.
    if (error instanceof SyntaxError) return NOTHING;
    throw error;
  }
}

/** As `readActs` reads it. @param epoch of the log that they are in */
export function textOfActs(epoch: string | null, acts: Acts): string {
  return JSON.stringify({ version: VERSION, epoch, ...acts });
}

const OF_A_CHALLENGE: ReadonlySet<Act['kind']> = new Set([
  'give',
  'complete',
  'not_yet',
  'cancel',
  'change',
  'extend',
  'request',
  'give_several',
]);

/** The version of a challenge that the act brought about; null: it concerns none, and names itself what it would take back. */
export function versionMade(act: Act): Member | null {
  if (!OF_A_CHALLENGE.has(act.kind)) return null;
  return 'members' in act ? (act.members[0] ?? act) : act;
}
