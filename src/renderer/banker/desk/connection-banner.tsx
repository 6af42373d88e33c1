import { useTranslation } from 'react-i18next';
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from './desk-context.ts';
import css from './connection-banner.module.css';

/** Shown while the desk may be out of date; says what still holds. */
export function ConnectionBanner() {
  const { t } = useTranslation('banker');
  const { store, leave, isOnLaptop } = useDesk();
  const connection = useGame((view) => view.connection);
  const closeCode = useGame((view) => view.closeCode);
  const loaded = useGame((view) => view.loaded);
  const away =
    connection === 'closed' || connection === 'checking' || (connection === 'connecting' && loaded);
  const wordsFor = () => {
    if (connection === 'closed') return `closed.${reasonOf(closeCode)}` as const;
    if (connection === 'checking') return 'away.checking';
    return isOnLaptop ? 'away.stopped' : 'away.connecting';
  };
  return (
    <div role="alert">
      {away && (
        <div className={css.banner} data-checking={connection === 'checking'}>
          <p>{t(wordsFor())}</p>
          {connection === 'connecting' && (
            <Button size="small" onPress={() => store.wake()}>
              {t('away.again')}
            </Button>
          )}
          {connection === 'closed' && closeCode !== CLOSE_CODES.gameWiped && (
            <Button size="small" onPress={() => location.reload()}>
              {t('closed.reload')}
            </Button>
          )}
          {connection === 'closed' && leave !== null && (
            <Button size="small" onPress={leave}>
              {t('more.games')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function reasonOf(closeCode: number | null): 'no_right' | 'too_old' | 'wiped' | 'other' {
  switch (closeCode) {
    case CLOSE_CODES.unauthorised:
      return 'no_right';
    case CLOSE_CODES.pageOutdated:
      return 'too_old';
    case CLOSE_CODES.gameWiped:
      return 'wiped';
    default:
      return 'other';
  }
}
