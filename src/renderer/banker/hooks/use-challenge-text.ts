import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { exerciseText } from '../../shared/exercise-text.ts';
import { namedWayOf } from '../../shared/exercise-way.ts';
import { useFormat } from '../../shared/format.ts';

/** Describes what somebody is at, as their phone does: "20 push-ups", "25 step-out stars". Empty before anything is assigned. */
export function useChallengeText(): (challenge: Challenge) => string {
  const { t } = useTranslation('shared');
  const { t: tNeeds } = useTranslation('needs');
  const format = useFormat();
  return (challenge) => namedWayOf(tNeeds, format, challenge) ?? exerciseText(t, format, challenge);
}
