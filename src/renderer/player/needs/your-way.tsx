import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isExerciseType } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { namedWayOf } from '../../shared/exercise-way.ts';
import { useFormat } from '../../shared/format.ts';
import css from './needs.module.css';

interface YourWayProps {
  readonly challenge: Challenge;
  /** The exercise by its own name. */
  readonly exercise: string;
  /** Whether there is room to say how. */
  readonly explained: boolean;
  /** The title, in these words. */
  readonly children: (words: string) => ReactNode;
}

/** What the player does, and how; only the title where it is done as usual. On no other page. */
export function YourWay({ challenge, exercise, explained, children }: YourWayProps) {
  const { t } = useTranslation('needs');
  const format = useFormat();
  const { challenge_type: type, variant, how: exerciseWay } = challenge;
  if (variant === undefined) return children(exercise);
  const ways = isExerciseType(type) ? Object.entries(t(`how.${type}`, { returnObjects: true })) : [];
  const [, how] = ways.find(([way]) => way === variant) ?? [];
  return (
    <>
      {children(namedWayOf(t, format, challenge) ?? exercise)}
      {explained && (
        <p className={css.how} data-part="your-way">
          {exerciseWay === undefined ? (how ?? t(`way.${variant}`)) : <bdi>{exerciseWay}</bdi>}
        </p>
      )}
    </>
  );
}
