import { useCallback, useEffect, useState } from 'react';
import type { DeskStorage } from '../entry/desk-storage.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';

/** Tonight's exercises as this browser keeps them, whichever of its tabs has changed them: each keeps all of the list. */
export function useExerciseList(
  storage: Pick<DeskStorage, 'exercises' | 'saveExercises'>,
  gameCode: string,
): readonly [list: readonly ExerciseOption[], save: (changed: readonly ExerciseOption[]) => void] {
  const [list, setList] = useState(() => storage.exercises(gameCode));
  useEffect(() => {
    const follow = () => setList(storage.exercises(gameCode));
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, [storage, gameCode]);
  const save = useCallback(
    (changed: readonly ExerciseOption[]) => {
      storage.saveExercises(gameCode, changed);
      setList(changed);
    },
    [storage, gameCode],
  );
  return [list, save];
}
