import { useTranslation } from 'react-i18next';
import { useEndLeft } from '../../shared/evening/use-planned-end.ts';
import { useFormat } from '../../shared/format.ts';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useNotify } from '../desk/notices.tsx';
import { useRemember } from '../own-acts/own-acts-context.tsx';
import { endChange, plannedEndOf, type PlannedEnd } from '../own-acts/setting-acts.ts';

/** Ms until the planned end of the desk's game; null: none is planned, or the game is not being played. */
export function useGameEndLeft(): number | null {
  const { store } = useDesk();
  return useEndLeft(
    store,
    useGame(({ game }) => game),
  );
}

/** The planned end, and what changes it: each change is an act of this desk, which Undo takes back. */
export function usePlannedEnd(): PlannedEnd & { readonly plan: (end: PlannedEnd) => void } {
  const { t } = useTranslation('banker');
  const { api, gameCode, store } = useDesk();
  const notify = useNotify();
  const remember = useRemember();
  const format = useFormat();
  const at = useGame(({ game }) => game?.end_time ?? null);
  const byItself = useGame(({ game }) => game?.ends_by_itself ?? false);
  const send = async (end: PlannedEnd) => {
    const { seq, ...view } = store.getView();
    const before = plannedEndOf(view);
    const planned = await remember(
      {
        kind: 'end_time',
        id: Math.round(store.hostNow()),
        version: 0,
        before,
        // As the host has it: without a time, nothing ends by itself.
        after: { at: end.at, byItself: end.at !== null && end.byItself },
      },
      () => api.changeGame(gameCode, { ...endChange(end, { at, byItself }), seen_seq: seq }),
    );
    if (planned === null) return;
    const text =
      end.at === null
        ? t('end_time.removed')
        : t(end.byItself ? 'end_time.by_itself_at' : 'end_time.planned_at', {
            time: format.timeOfDay(new Date(end.at).toISOString()),
          });
    notify(text);
  };
  return { at, byItself, plan: (end) => void send(end) };
}
