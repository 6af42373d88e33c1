import { useTranslation } from 'react-i18next';
import type { SeveralResponse } from '../../../protocol/rest-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { useNotify } from '../desk/notices.tsx';

/** How many are named; the others are counted. */
const NAMED = 5;

/** Says with how many it was done, and names those that had moved on: "9 of 10 got it. Not Kofi (Cancelled)." */
export function useSaySkipped(): (what: 'given' | 'undone' | 'redone', answer: SeveralResponse) => void {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const notify = useNotify();
  return (what, { done, skipped }) => {
    const named = skipped
      .slice(0, NAMED)
      .map(({ player_name, status }) =>
        t('several.skipped_name', { name: isolate(player_name), status: t(`statuses.${status}`) }),
      );
    const others = skipped.length - named.length;
    const names = format.list(
      others > 0 ? [...named, t('several.skipped_others', { count: others })] : named,
    );
    notify(t(`several.some_${what}`, { done: done.length, count: done.length + skipped.length, names }));
  };
}
