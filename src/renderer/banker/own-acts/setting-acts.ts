/** Acts that concern everybody: what stood before and what has stood since, so that Undo brings back the one and Redo the other. */
import type { GameView } from '../../../client/game-view.ts';
import { boolean, integer, nullable, object, oneOf, string } from '../../../client/guards/wire-guards.ts';
import type { ChangeGameBody, RemoveMessageQuery } from '../../../protocol/rest-schemas.ts';

/** When the game is to end, as the host has it. */
export interface PlannedEnd {
  /** Host ms; null: whenever the banker ends it. */
  readonly at: number | null;
  readonly byItself: boolean;
}

interface Change<Kind extends string, Value> {
  readonly kind: Kind;
  readonly before: Value;
  readonly after: Value;
}

/** A message's value is its words; null: none stands. */
export type Setting = Change<'end_time', PlannedEnd> | Change<'message', string | null>;

const isPlannedEnd = object<PlannedEnd>({ at: nullable(integer), byItself: boolean });
export const isEndTimeChange = object<Change<'end_time', PlannedEnd>>({
  kind: oneOf('end_time'),
  before: isPlannedEnd,
  after: isPlannedEnd,
});
export const isMessageChange = object<Change<'message', string | null>>({
  kind: oneOf('message'),
  before: nullable(string),
  after: nullable(string),
});

/** The call's body that plans this end in the place of that one, and of no other that another desk has planned meanwhile. */
export const endChange = (to: PlannedEnd, from: PlannedEnd): ChangeGameBody => ({
  end_time: to.at,
  ends_by_itself: to.byItself,
  expected_end_time: from.at,
  expected_ends_by_itself: from.byItself,
});

type Standing = Pick<GameView, 'game' | 'message'>;

export const plannedEndOf = ({ game }: Pick<Standing, 'game'>): PlannedEnd => ({
  at: game?.end_time ?? null,
  byItself: game?.ends_by_itself ?? false,
});

/** The message that stands at this host time; null: none, or its time has passed. */
export const messageTextOf = ({ message }: Pick<Standing, 'message'>, hostNow: number): string | null =>
  message !== null && hostNow < message.until ? message.text : null;

/** The message that a desk takes down: not one that another desk sends before the host hears of it. */
export const meantMessage = ({ message }: Pick<Standing, 'message'>): RemoveMessageQuery =>
  message === null ? {} : { expected_at: message.at };

/** Whether a change without an answer has not come about: what stood before it still does. */
export function hasNotCome(setting: Setting, view: Standing, hostNow: number): boolean {
  return stands(setting, 'before', view, hostNow) && !stands(setting, 'after', view, hostNow);
}

/** Whether something else stands by now than this change has ever led to: undoing it would take back somebody else's. */
export function isChangedSince(setting: Setting, view: Standing, hostNow: number): boolean {
  return !stands(setting, 'before', view, hostNow) && !stands(setting, 'after', view, hostNow);
}

function stands(setting: Setting, when: 'before' | 'after', view: Standing, hostNow: number): boolean {
  if (setting.kind === 'message') return messageTextOf(view, hostNow) === setting[when];
  const { at, byItself } = plannedEndOf(view);
  return setting[when].at === at && setting[when].byItself === byItself;
}
