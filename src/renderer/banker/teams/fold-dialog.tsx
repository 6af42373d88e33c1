import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import type { FoldTeamBody } from '../../../protocol/rest-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { playingTeams } from '../../shared/folded.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { SelectField } from '../components/fields.tsx';
import { playersOf, useGame } from '../desk/desk-context.ts';
import { useTeamFolding } from './use-team-folding.ts';
import css from './team-dialog.module.css';

interface FoldDialogProps {
  readonly team: Team;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Where the players of a team go that is folded. Stays open if the host refuses it. */
export function FoldDialog({ team, open, onOpenChange }: FoldDialogProps) {
  const { t } = useTranslation('players');
  return (
    <Dialog title={t('fold.title', { name: isolate(team.name) })} open={open} onOpenChange={onOpenChange}>
      {(close) => <FoldForm team={team} close={close} />}
    </Dialog>
  );
}

function FoldForm({ team, close }: { readonly team: Team; readonly close: () => void }) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const { fold } = useTeamFolding();
  const [chosen, setChosen] = useState('evenly');
  const teams = useGame((view) => view.teams);
  const players = useGame((view) => view.players);
  const challenges = useGame((view) => view.challenges);
  const number = team.team_number;
  const inIt = playersOf(players).filter(
    ({ removed, team_number }) => !removed && team_number === number,
  ).length;
  const busy = challenges.filter(({ team_number }) => team_number === number).length;
  const others = playingTeams(teams).filter(({ team_number }) => team_number !== number);
  const choices = [
    { value: 'evenly', label: t('fold.evenly') },
    ...others.map((other) => ({ value: String(other.team_number), label: other.name })),
    // Their challenges would have no team to go to.
    ...(busy === 0 ? [{ value: 'nowhere', label: t('fold.nowhere') }] : []),
  ];
  // A team that another desk folds meanwhile is no choice any more.
  const value = choices.some((choice) => choice.value === chosen) ? chosen : 'evenly';
  if (team.folded_at !== null) return <p>{t('fold.already')}</p>;
  if (others.length === 0) return <p>{t('fold.last')}</p>;
  return (
    <div className={css.window}>
      <p className={css.fold}>
        <TeamBadge team={team} size="2.5rem" named />
        <span>{t('fold.players', { count: inIt, number: format.number(inIt) })}</span>
      </p>
      <SelectField label={t('fold.to')} value={value} choices={choices} onChange={setChosen} />
      <p>{t('fold.text')}</p>
      {busy > 0 && <p>{t('fold.busy', { count: busy, number: format.number(busy) })}</p>}
      <div className={css.end} data-answers>
        <Button onPress={close}>{t('fold.cancel')}</Button>
        <Button
          variant="danger"
          of="teams"
          onPress={() => void fold(team, destination(value)).then((folded) => folded !== null && close())}
        >
          {t('fold.button')}
        </Button>
      </div>
    </div>
  );
}

function destination(value: string): FoldTeamBody['players_to'] {
  if (value === 'evenly') return value;
  return value === 'nowhere' ? null : Number(value);
}
