import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MAX_TEAMS } from '../../../game/catalogue.ts';
import { Button } from '../components/button.tsx';
import { useGame } from '../desk/desk-context.ts';
import { useTeamFolding } from './use-team-folding.ts';

/** Adds a team, up to as many as a game can have, folded ones included. */
export function AddTeam({ size = 'normal' }: { readonly size?: 'normal' | 'small' }) {
  const { t } = useTranslation('players');
  const count = useGame(({ game }) => game?.team_count ?? 0);
  const { add } = useTeamFolding();
  return (
    <Button size={size} of="teams" disabled={count >= MAX_TEAMS} onPress={() => void add()}>
      <Plus aria-hidden size={18} /> {t('fold.add')}
    </Button>
  );
}
