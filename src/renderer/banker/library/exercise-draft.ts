/** What is typed into the form of an exercise, and what of it the host would refuse. */
import { VARIANTS, type MuscleGroup, type Need, type Variant } from '../../../game/enums.ts';
import { DESCRIPTION_LIMIT, wayLimit, type TextLimit } from '../../../game/text-limits.ts';
import type {
  ChangeLibraryExerciseBody,
  LibraryExercise,
  LibraryExerciseBody,
} from '../../../protocol/library.ts';
import { checkTyped } from '../../shared/typed-text.ts';

const MINUTE_SECONDS = 60;

export const AMOUNTS = ['easier', 'target', 'harder'] as const;
/** The fields for numbers. */
export type NumberName = (typeof AMOUNTS)[number] | 'minutes';

/** Null: left empty. */
type TypedNumber = number | null | 'refused';

/** Another way of doing the exercise. */
export interface WayDraft {
  /** Of this form: says which one it is while its variant changes. */
  readonly key: number;
  readonly variant: Variant;
  readonly meets: readonly Need[];
  readonly how: string;
}

export interface ExerciseDraft extends Readonly<Record<NumberName, TypedNumber>> {
  readonly name: string;
  readonly unit: LibraryExercise['unit'];
  readonly muscles: MuscleGroup | null;
  readonly meets: readonly Need[];
  readonly ways: readonly WayDraft[];
  readonly suggested: boolean;
}

const NEW: ExerciseDraft = {
  name: '',
  easier: null,
  target: 10,
  harder: null,
  minutes: null,
  unit: 'repetitions',
  muscles: null,
  meets: [],
  ways: [],
  suggested: true,
};

/** @param exercise null: a new one */
export function draftOf(exercise: LibraryExercise | null): ExerciseDraft {
  if (exercise === null) return NEW;
  const { id: _, duration_seconds: seconds, ways, ...same } = exercise;
  return {
    ...same,
    minutes: seconds === null ? null : seconds / MINUTE_SECONDS,
    ways: ways.map((way, key) => ({ ...way, key })),
  };
}

/** Whether anything is typed or chosen that was not there `before`. */
export function isChanged(draft: ExerciseDraft, before: ExerciseDraft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(before);
}

/** What has to be put right before it can be saved. */
export interface DraftFaults {
  /** Nothing was typed; what is wrong with what was, its field says. */
  readonly nameMissing: boolean;
  readonly numbers: ReadonlySet<NumberName>;
  readonly ways: ReadonlyMap<number, WayFaults>;
}

export interface WayFaults {
  readonly howMissing: boolean;
  readonly meetsMissing: boolean;
}

/** The faults of a draft, and what is sent to the host; null while there are any. */
export function checkDraft(draft: ExerciseDraft): {
  readonly faults: DraftFaults;
  readonly body: Required<LibraryExerciseBody> | null;
} {
  const { name, target, easier, harder, minutes, ways, unit, muscles, suggested } = draft;
  const named = checkTyped(name, DESCRIPTION_LIMIT);
  const limit = limitOfWays(name);
  const hows = ways.map(({ how }) => checkTyped(how, limit));
  const faults: DraftFaults = {
    nameMissing: name.trim() === '',
    numbers: new Set(
      ([...AMOUNTS, 'minutes'] as const).filter(
        (each) => draft[each] === 'refused' || (each === 'target' && target === null),
      ),
    ),
    ways: new Map(
      ways.map(({ key, meets, how }) => [
        key,
        { howMissing: how.trim() === '', meetsMissing: meets.length === 0 },
      ]),
    ),
  };
  const areTextsFine = [named, ...hows].every(({ fault }) => fault === null);
  const areWaysFine = ways.every(({ meets }) => meets.length > 0);
  if (!areTextsFine || !areWaysFine || !isAmount(target) || !isSaid(easier) || !isSaid(harder))
    return { faults, body: null };
  if (!isSaid(minutes)) return { faults, body: null };
  const body = {
    name: named.text,
    target,
    easier: easier ?? target,
    harder: harder ?? target,
    unit,
    duration_seconds: minutes === null ? null : Math.round(minutes * MINUTE_SECONDS),
    muscles,
    meets: [...draft.meets],
    ways: ways.map(({ variant, meets }, index) => ({
      variant,
      meets: [...meets],
      how: hows[index]?.text ?? '',
    })),
    suggested,
  };
  return { faults, body };
}

/**
 * What a dialog changes of an exercise, and what it saw of that: what another desk has changed of the rest stays.
 * @param body of the whole draft
 */
export function changesOf(
  exercise: LibraryExercise,
  body: Required<LibraryExerciseBody>,
): ChangeLibraryExerciseBody & { readonly expected: Partial<LibraryExerciseBody> } {
  const { id: _, ...before } = exercise;
  const isChangedField = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([each]) => each === name)?.[1]);
  const changed: Partial<LibraryExerciseBody> = Object.fromEntries(
    Object.entries(body).filter(isChangedField),
  );
  const expected: Partial<LibraryExerciseBody> = Object.fromEntries(
    Object.entries(before).filter(([name]) => name in changed),
  );
  return { ...changed, expected };
}

const isSaid = (number: TypedNumber): number is number | null => number !== 'refused';
const isAmount = (number: TypedNumber): number is number => isSaid(number) && number !== null;

/** How long the words of a way may be: the exercise's own go out with them. */
export function limitOfWays(name: string): TextLimit {
  return wayLimit(checkTyped(name, DESCRIPTION_LIMIT).text);
}

/** What most who want this way need; the owner may say otherwise. */
const USUAL_NEEDS: Readonly<Record<Variant, readonly Need[]>> = {
  low_impact: ['low_impact', 'quiet'],
  standing: ['no_floor'],
  one_handed: ['one_handed'],
  seated: ['seated', 'no_floor'],
};

/** The ways that an exercise does not have yet: it has each once. */
export function variantsLeft(ways: readonly WayDraft[]): readonly Variant[] {
  return VARIANTS.filter((variant) => !ways.some((way) => way.variant === variant));
}

/** With one more, of a kind that is not there yet; the same when there are all. */
export function withNewWay(ways: readonly WayDraft[]): readonly WayDraft[] {
  const [variant] = variantsLeft(ways);
  if (variant === undefined) return ways;
  const key = 1 + Math.max(-1, ...ways.map((way) => way.key));
  return [...ways, { key, variant, meets: USUAL_NEEDS[variant], how: '' }];
}

/** As another variant. Whom it suits goes with it for as long as nobody has said otherwise. */
export function asVariant(way: WayDraft, variant: Variant): WayDraft {
  const isUntouched = way.meets === USUAL_NEEDS[way.variant];
  return { ...way, variant, ...(isUntouched && { meets: USUAL_NEEDS[variant] }) };
}
