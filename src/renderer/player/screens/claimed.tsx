import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { remainingMs } from '../../../client/remote-play-clock.ts';
import { exerciseWords } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { BuildingChip } from '../components/building-chip.tsx';
import { Page } from '../components/screen-layout.tsx';
import { Outgoing } from '../components/send-status.tsx';
import { UndoButton } from '../components/undo-button.tsx';
import { useWork } from '../game/game-context.ts';
import type { Screen } from '../model/screen-for.ts';
import shared from './screen.module.css';

/** Said "done" where the banker has the last word. */
export function Claimed({ challenge }: Extract<Screen, { name: 'claimed' }>) {
  const { t } = useTranslation('player');
  const { t: inAll } = useTranslation();
  const format = useFormat();
  const { open } = useWork();
  const left = remainingMs(challenge, open.store.playNow());
  return (
    <Page
      tone="calm"
      said={t('claimed.title')}
      actions={<UndoButton challenge={challenge} word={t('claimed.undo')} />}
    >
      <div className={`${shared.sign} ${shared.calm}`}>
        <Eye aria-hidden="true" />
      </div>
      <h1 className={shared.title}>{t('claimed.title')}</h1>
      <p className={shared.lead}>
        <bdi>{exerciseWords(inAll, format, challenge)}</bdi>
      </p>
      <p className={shared.lead}>{t('claimed.text')}</p>
      <BuildingChip building={challenge.building_type} />
      {left !== null && <p>{t('claimed.stands', { time: format.clock(left) })}</p>}
      <Outgoing />
    </Page>
  );
}
