import { useMemo, useState } from 'react';
import { MAX_AT_ONCE } from '../../../game/limits.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { oldestRequest } from '../model/frozen-order.ts';
import type { OpenMenu } from './exercise-picker.tsx';
import { useGiveSeveral, type Gift } from './use-give-several.ts';
import { type SpreadSuggestions, useSpreadSuggestions } from './use-suggestion.ts';
import { useTicks, type TickedRows } from './use-ticks.ts';

interface Several {
  readonly ticks: TickedRows;
  /** Whether the bar is to be seen: as long as its menu is open, even if every ticked row has gone. */
  readonly isShown: boolean;
  readonly menu: OpenMenu;
  /** What the ticked ones are offered, by challenge. */
  readonly suggestions: SpreadSuggestions;
  readonly giveEach: () => Promise<void>;
  readonly giveAll: (exercise: ExerciseOption) => Promise<void>;
}

/** The ticked ones of those that wait, and what can be given to all of them. */
export function useSeveral(present: readonly Challenge[]): Several {
  const ticks = useTicks(present);
  const [isOpen, setOpen] = useState(false);
  // The longest wait chooses first, as far as that goes.
  const choosing = useMemo(
    () =>
      ticks.challenges.toSorted((one, other) => (oldestRequest(one, other) ? -1 : 1)).slice(0, MAX_AT_ONCE),
    [ticks.challenges],
  );
  const suggestions = useSpreadSuggestions(choosing);
  const giveSeveral = useGiveSeveral();
  const give = async (exerciseFor: (challenge: Challenge) => ExerciseOption | undefined) => {
    const gifts = ticks.challenges
      .toSorted((one, other) => (oldestRequest(one, other) ? -1 : 1))
      .flatMap((challenge): Gift[] => {
        const exercise = exerciseFor(challenge);
        return exercise === undefined ? [] : [{ challenge, exercise }];
      })
      .slice(0, MAX_AT_ONCE);
    const ids = gifts.map(({ challenge }) => challenge.id);
    ticks.expectGone(ids);
    const answer = await giveSeveral(gifts);
    if (answer !== null) ticks.remove(ids);
    ticks.expectGone([]);
  };
  return {
    ticks,
    isShown: ticks.challenges.length > 0 || isOpen,
    menu: { isOpen, onOpenChange: setOpen },
    suggestions,
    giveEach: () => give(({ id }) => suggestions.get(id)?.exercise),
    giveAll: (exercise) => give(() => exercise),
  };
}
