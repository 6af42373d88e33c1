import { useTranslation } from 'react-i18next';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { isSettingAct, type Act } from './own-acts.ts';

interface ActWords {
  /** With whom it concerned. */
  readonly full: string;
  readonly short: string;
  /** Of the player or team that it concerned; null: everybody, or several. */
  readonly name: string | null;
  /** That it can no longer be undone, and why. */
  readonly tooLate: string;
}

/** As the catalogue names it. */
function kindOf(act: Extract<Act, { readonly name?: string | undefined }>) {
  if (act.kind === 'school') return act.hasSchool ? 'school_on' : 'school_off';
  return act.kind === 'move_several' ? 'move' : act.kind;
}

/** Says what an act of this page was. */
export function useActWords(): (act: Act) => ActWords {
  const { t } = useTranslation('banker');
  const several = (act: Act): string | null => {
    if (act.kind === 'give_several') return t('own_acts.give_several', { count: act.members.length });
    // How many they are, the answer says.
    if (act.kind === 'add_several')
      return act.isSure
        ? t('own_acts.add_several', { count: act.players.length })
        : t('own_acts.add_unanswered');
    if (act.kind === 'remove_several')
      return act.isSure
        ? t('own_acts.remove_several', { count: act.count })
        : t('own_acts.remove_unanswered');
    if (act.kind === 'move_several' && act.name === undefined)
      return t('own_acts.move_several', { count: act.moves.length });
    return isSettingAct(act) ? t(`own_acts.kinds.${act.kind}`) : null;
  };
  return (act) => {
    const all = several(act);
    if (all !== null || !('name' in act) || act.name === undefined)
      return {
        full: all ?? '',
        short: all ?? '',
        name: null,
        tooLate: t('own_acts.overtaken', { act: all ?? '' }),
      };
    const { name } = act;
    const short = t(`own_acts.kinds.${kindOf(act)}`);
    const full = t('own_acts.of_player', { act: short, name: isolate(name) });
    const isOfTeam = act.kind === 'school' || act.kind === 'fold';
    const tooLate = isOfTeam
      ? t('own_acts.overtaken', { act: full })
      : t('own_acts.overtaken_by', { act: short, name: isolate(name) });
    return { full, short, name, tooLate };
  };
}
