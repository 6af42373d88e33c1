import { Drama } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { Button } from '../components/button.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { routeHash } from '../entry/desk-route.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';

/** Enough to keep one banker busy on a first evening. */
const PLAYERS = 12;

/** Starts a rehearsal with simulated players, in a game of its own; this game stays as it is. */
export function RehearseButton() {
  const { t } = useTranslation('setup');
  const { api, seat } = useDesk();
  const run = useRun();
  const offered = useDeskHostInfo(seat)?.rehearsal === true;
  const [busy, setBusy] = useState(false);
  if (!offered || seat !== OWNER_SEAT_ID) return null;
  const rehearse = async () => {
    setBusy(true);
    const made = await run(() => api.rehearse({ players: PLAYERS }));
    setBusy(false);
    if (made === null) return;
    location.hash = routeHash({ gameCode: made.game_code, seat: OWNER_SEAT_ID, page: 'desk' });
  };
  return (
    <Button size="small" disabled={busy} onPress={() => void rehearse()}>
      <Drama aria-hidden size={18} /> {t('rehearse')}
    </Button>
  );
}
