import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useRun } from '../desk/notices.tsx';
import { ownerLaptop } from './owner-laptop.ts';
import css from './games-page.module.css';

interface SignedInAsProps {
  readonly name: string;
}

/** Where an installation has several owners: who this is, and the way out. */
export function SignedInAs({ name }: SignedInAsProps) {
  const { t } = useTranslation('banker');
  const run = useRun();
  const signOut = async () => {
    // The page as it is without the right: nothing of the games stays on the screen.
    if ((await run(() => ownerLaptop.signOut())) !== null) location.reload();
  };
  return (
    <div className={css.signedIn} data-part="signed-in-as">
      <span>
        <BidiText>{t('games.signed_in_as', { name: isolate(name) })}</BidiText>
      </span>
      <Button size="small" variant="quiet" className={css.signOut} onPress={() => void signOut()}>
        <LogOut aria-hidden size={18} /> {t('games.sign_out')}
      </Button>
    </div>
  );
}
