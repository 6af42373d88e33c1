import { useTranslation } from 'react-i18next';
import type { Need, Variant } from '../../../game/enums.ts';
import { unmetNeeds, type DoneSomehow } from '../../../game/variants.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';

interface Way {
  readonly exercise: DoneSomehow;
  readonly variant: Variant;
  /** In the banker's own words. */
  readonly how?: string | undefined;
  readonly playerName: string;
  readonly needs: readonly Need[];
}

/** How an exercise is done for a player, and why: "sitting down: Kofi would rather sit". */
export function useWayText(): (way: Way) => string {
  const { t } = useTranslation('needs');
  const format = useFormat();
  return ({ exercise, variant, how, playerName, needs }) => {
    const name = isolate(playerName);
    const reasons = unmetNeeds(exercise, needs).map((need) => t(`why.${need}`, { name }));
    const why = reasons.length === 0 ? t('desk.own_choice', { name }) : format.list(reasons);
    // The banker's own words may be a sentence.
    if (how !== undefined) return t('desk.done_in_words', { way: isolate(how), why });
    return t('desk.done', { way: t(`way.${variant}`), why });
  };
}
