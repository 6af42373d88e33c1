import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useHostInfo } from '../../shared/hooks/use-host-info.ts';
import { Button } from '../components/button.tsx';
import { useRun } from '../desk/notices.tsx';
import { ownerLaptop } from './owner-laptop.ts';
import css from './games-page.module.css';

/** Where an installation has several owners: who this is, and the way out. The host's own owner has no name, and stays. */
export function SignedInAs() {
  const { t } = useTranslation('banker');
  const run = useRun();
  const name = useHostInfo(OWNER_SEAT_ID)?.owner_name;
  if (name === undefined) return null;
  const signOut = async () => {
    // The page as it is without the right: nothing of the games stays on the screen.
    if ((await run(() => ownerLaptop.signOut())) !== null) location.reload();
  };
  return (
    <div className={css.ways} data-part="signed-in-as">
      <bdi translate="no">{name}</bdi>
      <Button size="small" variant="quiet" onPress={() => void signOut()}>
        <LogOut aria-hidden size={18} /> {t('games.sign_out')}
      </Button>
    </div>
  );
}
