import { useTranslation } from 'react-i18next';
import { isExerciseType } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import css from './needs.module.css';

/** How the player does the exercise; nothing where it is done as usual. On no other page. */
export function YourWay({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('needs');
  const { challenge_type: type, variant, how: exerciseWay } = challenge;
  if (variant === undefined) return null;
  const ways = isExerciseType(type) ? Object.entries(t(`how.${type}`, { returnObjects: true })) : [];
  const [, how] = ways.find(([way]) => way === variant) ?? [];
  return (
    <p className={css.how} data-part="your-way">
      {exerciseWay === undefined ? (how ?? t(`way.${variant}`)) : <bdi>{exerciseWay}</bdi>}
    </p>
  );
}
