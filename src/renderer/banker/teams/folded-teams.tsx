import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BUILDINGS } from '../../../game/catalogue.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { isFolded } from '../../shared/folded.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useGame } from '../desk/desk-context.ts';
import { useTeamFolding } from './use-team-folding.ts';
import css from './folded-teams.module.css';

/** What folded teams have built, each with a button to bring it back. */
export function FoldedTeams() {
  const { t } = useTranslation('players');
  const teams = useGame((view) => view.teams);
  const folded = teams.filter(isFolded);
  if (folded.length === 0) return null;
  return (
    <section className={css.folded} aria-labelledby="folded-teams" data-part="folded-teams">
      <h3 id="folded-teams">{t('fold.list')}</h3>
      <ul>
        {folded.map((team) => (
          <FoldedTeam key={team.team_number} team={team} />
        ))}
      </ul>
    </section>
  );
}

function FoldedTeam({ team }: { readonly team: Team }) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const { unfold } = useTeamFolding();
  const built = BUILDINGS.reduce((sum, building) => sum + (team.tally[building] ?? 0), 0);
  return (
    <li data-line>
      <TeamBadge team={team} size="2rem" named />
      <span className={css.name}>
        <bdi translate="no">{team.name}</bdi>
        <small>{t('fold.built', { count: built, number: format.number(built) })}</small>
      </span>
      <Button
        size="small"
        label={t('fold.unfold_of', { name: isolate(team.name) })}
        onPress={() => void unfold(team)}
      >
        <Undo2 aria-hidden size={16} /> {t('fold.unfold')}
      </Button>
    </li>
  );
}
