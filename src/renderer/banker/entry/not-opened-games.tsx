import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostClient } from '../../../client/host-client.ts';
import type { NotOpenedGame } from '../../../protocol/rest-schemas.ts';
import { Button } from '../components/button.tsx';
import { WipeDialog } from '../safekeeping/wipe-dialog.tsx';
import css from './games-page.module.css';

const UNOPENED = { expected_status: 'damaged' } as const;

interface NotOpenedGamesProps {
  readonly api: Pick<HostClient, 'wipeGame'>;
  readonly games: readonly NotOpenedGame[];
}

/** Lines of the list for games that cannot be opened: why, and what to do. Nobody knows more of them than their codes. */
export function NotOpenedGames({ api, games }: NotOpenedGamesProps) {
  const { t } = useTranslation('banker');
  const { t: tSafekeeping } = useTranslation('safekeeping');
  const [asked, setAsked] = useState<string | null>(null);
  /** The next list comes without them. */
  const [wiped, setWiped] = useState<readonly string[]>([]);
  return (
    <>
      {games
        .filter(({ game_code: code }) => !wiped.includes(code))
        .map((game) => (
          <li key={game.game_code} data-part="not-opened">
            <div className={css.notOpened}>
              <span className={css.code} translate="no" data-words="none">
                {game.game_code}
              </span>
              <span className={css.why}>{t(`games.not_opened.${sentenceFor(game)}`)}</span>
              {game.may_be_wiped && (
                <Button
                  size="small"
                  variant="danger"
                  label={t('games.not_opened.wipe', { code: game.game_code })}
                  onPress={() => setAsked(game.game_code)}
                >
                  <Trash2 aria-hidden size={18} /> {tSafekeeping('wipe.open')}
                </Button>
              )}
            </div>
          </li>
        ))}
      {asked !== null && (
        <WipeDialog
          api={api}
          gameCode={asked}
          name={asked}
          isInDatabase
          meant={UNOPENED}
          movedOn={games.some(({ game_code: code }) => code === asked) ? null : tSafekeeping('wipe.changed')}
          onWiped={() => {
            setWiped([...wiped, asked]);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function sentenceFor({ reason, may_be_wiped: mayBeWiped }: NotOpenedGame): 'newer' | 'damaged' | 'backup' {
  if (reason === 'newer') return 'newer';
  return mayBeWiped ? 'damaged' : 'backup';
}
