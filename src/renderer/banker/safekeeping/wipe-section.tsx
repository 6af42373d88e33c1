import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Game } from '../../../protocol/entity-schemas.ts';
import type { WipeGameQuery } from '../../../protocol/rest-schemas.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { meantGame } from '../desk/meant-game.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';
import { Section } from './section.tsx';
import { WipeDialog } from './wipe-dialog.tsx';

/** Deletes a game and every name in it. */
export function WipeSection() {
  const { t } = useTranslation('safekeeping');
  const { api, gameCode, leave } = useDesk();
  const name = useGame(({ game }) => game?.name ?? '');
  const game = useGame((view) => view.game);
  const status = game?.status;
  const goesOn = status === 'in_progress' || status === 'paused';
  /** What the game was when it was asked for. */
  const [meant, setMeant] = useState<ReturnType<typeof meantGame> | null>(null);
  const isInDatabase = useDeskHostInfo(OWNER_SEAT_ID)?.games_kept_in === 'database';
  const hint = t(isInDatabase ? 'wipe.hint_database' : 'wipe.hint');
  return (
    <Section title={t('wipe.title')} hint={hint} part="wipe" level={3}>
      {goesOn && <p>{t('wipe.running')}</p>}
      <div>
        <Button variant="danger" disabled={goesOn} onPress={() => setMeant(game && meantGame(game))}>
          <Trash2 aria-hidden size={18} /> {t('wipe.open')}
        </Button>
      </div>
      {meant !== null && (
        <WipeDialog
          {...{ api, gameCode, name, isInDatabase, meant }}
          movedOn={game === null || isStill(meant, game) ? null : t(goesOn ? 'wipe.goes_on' : 'wipe.changed')}
          onWiped={() => leave?.()}
          onClose={() => setMeant(null)}
        />
      )}
    </Section>
  );
}

function isStill(meant: WipeGameQuery, game: Game): boolean {
  return (
    meant.expected_status === game.status && meant.expected_ended_at === meantGame(game).expected_ended_at
  );
}
