import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useHostInfo } from '../../shared/hooks/use-host-info.ts';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { Section } from './section.tsx';
import { WipeDialog } from './wipe-dialog.tsx';

/** Deletes a game and every name in it. */
export function WipeSection() {
  const { t } = useTranslation('safekeeping');
  const { api, gameCode, leave } = useDesk();
  const name = useGame(({ game }) => game?.name ?? '');
  const goesOn = useGame(({ game }) => game?.status === 'in_progress' || game?.status === 'paused');
  const [asking, setAsking] = useState(false);
  const isInDatabase = useHostInfo(OWNER_SEAT_ID)?.games_kept_in === 'database';
  const hint = t(isInDatabase ? 'wipe.hint_database' : 'wipe.hint');
  return (
    <Section title={t('wipe.title')} hint={hint} part="wipe" level={3}>
      {goesOn && <p>{t('wipe.running')}</p>}
      <div>
        <Button variant="danger" disabled={goesOn} onPress={() => setAsking(true)}>
          <Trash2 aria-hidden size={18} /> {t('wipe.open')}
        </Button>
      </div>
      {asking && (
        <WipeDialog
          {...{ api, gameCode, name, isInDatabase }}
          onWiped={() => leave?.()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
