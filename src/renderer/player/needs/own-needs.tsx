import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostError } from '../../../client/host-error.ts';
import { NEEDS, type Need } from '../../../game/enums.ts';
import { Note } from '../components/note.tsx';
import { useGameContext } from '../game/game-context.ts';
import css from './needs.module.css';

/** What exercises have to be like for this player: said quietly, seen by the banker alone. */
export function OwnNeeds() {
  const { t } = useTranslation('needs');
  const { session, view } = useGameContext();
  /** What was ticked and has no answer yet. */
  const [wanted, setWanted] = useState<readonly Need[] | null>(null);
  const [saving, setSaving] = useState<'idle' | 'saved' | 'failed'>('idle');
  if (view.game === null || view.me === null) return null;
  const { player_id: id, needs: told = [] } = view.me;
  if (!view.game.settings.own_needs) {
    return (
      <section data-part="needs">
        <h2>{t('title')}</h2>
        <p className={css.soft}>{t('locked')}</p>
      </section>
    );
  }
  const needs = wanted ?? told;
  const choose = async (need: Need, isChosen: boolean) => {
    const chosen = NEEDS.filter((each) => (each === need ? isChosen : needs.includes(each)));
    setWanted(chosen);
    setSaving('idle');
    try {
      await session.api.changePlayer(session.seat.code, id, {
        needs: chosen,
        expected_needs: [...needs],
      });
      setSaving('saved');
    } catch (error) {
      setSaving('failed');
      if (!(error instanceof HostError)) throw error;
    } finally {
      // A later tick has an answer of its own to wait for.
      setWanted((latest) => (latest === chosen ? null : latest));
    }
  };
  return (
    <section data-part="needs">
      <h2 id="own-needs">{t('title')}</h2>
      <p className={css.soft}>{t('text')}</p>
      <fieldset className={css.choices} aria-labelledby="own-needs">
        {NEEDS.map((need) => (
          <label key={need} className={css.choice}>
            <input
              type="checkbox"
              checked={needs.includes(need)}
              onChange={({ target }) => void choose(need, target.checked)}
            />
            {t(`choice.${need}`)}
          </label>
        ))}
      </fieldset>
      <output>{saving === 'saved' && <span>{t('saved')}</span>}</output>
      {saving === 'failed' && <Note kind="trouble">{t('failed')}</Note>}
    </section>
  );
}
