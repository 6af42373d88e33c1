import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useNotify, useRun } from '../desk/notices.tsx';

/** When the game is to end, as the host has it. */
export interface PlannedEnd {
  /** Host ms; null: whenever the banker ends it. */
  readonly at: number | null;
  readonly byItself: boolean;
}

/** The planned end, and what changes it: each change can be undone from the notice about it. */
export function usePlannedEnd(): PlannedEnd & { readonly plan: (end: PlannedEnd) => void } {
  const { t } = useTranslation('banker');
  const { api, gameCode, store } = useDesk();
  const run = useRun();
  const notify = useNotify();
  const format = useFormat();
  const at = useGame(({ game }) => game?.end_time ?? null);
  const byItself = useGame(({ game }) => game?.ends_by_itself ?? false);
  const send = async (end: PlannedEnd) => {
    const game = store.getView().game;
    const before: PlannedEnd = { at: game?.end_time ?? null, byItself: game?.ends_by_itself ?? false };
    const changed = await run(() =>
      api.changeGame(gameCode, { end_time: end.at, ends_by_itself: end.byItself }),
    );
    if (changed === null) return;
    const text =
      end.at === null
        ? t('end_time.removed')
        : t(end.byItself ? 'end_time.by_itself_at' : 'end_time.planned_at', {
            time: format.timeOfDay(new Date(end.at).toISOString()),
          });
    notify(text, { label: t('end_time.undo'), run: () => void send(before) });
  };
  return { at, byItself, plan: (end) => void send(end) };
}
