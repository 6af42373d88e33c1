import { useTranslation } from 'react-i18next';
import { NEEDS, type Need } from '../../../game/enums.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Checkbox } from '../components/fields.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useOptimisticValue } from '../hooks/use-optimistic-value.ts';
import css from './own-changes.module.css';

const NONE: Need[] = [];

/** What exercises have to be like for this player; never shown anywhere but here and on the player's own phone. */
export function PlayerNeeds({
  player: { player_id, player_name, needs: told = NONE },
}: {
  readonly player: Player;
}) {
  const { t } = useTranslation('needs');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const { value: needs, update } = useOptimisticValue(told);
  const choose = (chosen: Need[]) =>
    update(
      chosen,
      run(() => api.changePlayer(gameCode, player_id, { needs: chosen, expected_needs: needs })),
    );
  return (
    <fieldset className={css.choices} data-part="needs">
      <legend>
        <BidiText>{t('desk.title', { name: isolate(player_name) })}</BidiText>
      </legend>
      {NEEDS.map((need) => (
        <Checkbox
          key={need}
          label={t(`desk.choice.${need}`)}
          checked={needs.includes(need)}
          of={`needs ${player_id}`}
          onChange={(isChosen) =>
            choose(NEEDS.filter((each) => (each === need ? isChosen : needs.includes(each))))
          }
        />
      ))}
      <p className={css.hint}>{t('desk.hint')}</p>
    </fieldset>
  );
}
