import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostError } from '../../../client/host-error.ts';
import { NEEDS, type Need } from '../../../game/enums.ts';
import { Note } from '../components/note.tsx';
import { useGameContext } from '../game/game-context.ts';
import css from './needs.module.css';

const NONE: readonly Need[] = [];

interface Tick {
  readonly need: Need;
  readonly isChosen: boolean;
  readonly isAnswered: boolean;
}

/** What exercises have to be like for this player: said quietly, seen by the banker alone. */
export function OwnNeeds() {
  const { t } = useTranslation('needs');
  const { session, view } = useGameContext();
  /** What was ticked or unticked, until both its answer and its news have come: either may be the first. */
  const [ticks, setTicks] = useState<readonly Tick[]>([]);
  const [saving, setSaving] = useState<'idle' | 'saved' | 'failed'>('idle');
  if (view.game === null || view.me === null) return null;
  const { player_id: id, needs: told = NONE } = view.me;
  if (!view.game.settings.own_needs) {
    return (
      <section data-part="needs">
        <h2>{t('title')}</h2>
        <p className={css.soft}>{t('locked')}</p>
      </section>
    );
  }
  const open = ticks.filter(
    ({ need, isChosen, isAnswered }) => !isAnswered || told.includes(need) !== isChosen,
  );
  if (open.length < ticks.length) setTicks(open);
  const isTicked = (need: Need) => open.find((tick) => tick.need === need)?.isChosen ?? told.includes(need);
  const needs = NEEDS.filter(isTicked);
  const choose = async (need: Need, isChosen: boolean) => {
    const chosen = NEEDS.filter((each) => (each === need ? isChosen : needs.includes(each)));
    const tick = { need, isChosen, isAnswered: false };
    // The last one counts.
    setTicks((earlier) => [...earlier.filter((each) => each.need !== need), tick]);
    setSaving('idle');
    try {
      await session.api.changePlayer(session.seat.code, id, {
        needs: chosen,
        expected_needs: needs,
      });
      setSaving('saved');
      setTicks((latest) => latest.map((each) => (each === tick ? { ...tick, isAnswered: true } : each)));
    } catch (error) {
      setSaving('failed');
      setTicks((latest) => latest.filter((each) => each !== tick));
      if (!(error instanceof HostError)) throw error;
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
