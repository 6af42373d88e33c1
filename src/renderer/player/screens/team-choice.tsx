import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostError } from '../../../client/host-client.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { playingTeams } from '../../shared/folded.ts';
import { Note } from '../components/note.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { useGameContext } from '../game/game-context.ts';
import { loadTeamMembers, useLaterPart } from '../hooks/use-later-part.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import screenCss from './screen.module.css';
import css from './team-choice.module.css';

/** Team chips: where newcomers choose. */
export function ChooseTeam({ me }: Extract<PhoneScreen, { name: 'choose_team' }>) {
  const { t } = useTranslation('player');
  const { session, view } = useGameContext();
  const [chosen, setChosen] = useState<number | null>(null);
  const { t: tShared } = useTranslation('shared');
  const { Part: TeamMembers } = useLaterPart(loadTeamMembers, view.connection);
  const teams = playingTeams(view.teams);
  const [failed, setFailed] = useState<string | null>(null);
  const choose = async (teamNumber: number) => {
    setChosen(teamNumber);
    setFailed(null);
    try {
      await session.api.changePlayer(session.seat.code, me.player_id, {
        team_number: teamNumber,
        expected_team: null,
      });
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      setFailed(error.problem?.code === 'team_folded' ? tShared('problems.team_folded') : t('team.failed'));
    }
    setChosen(null);
  };
  return (
    <ScreenLayout place="top" announcement={t('team.choose')}>
      <h1 className={screenCss.titleTop}>{t('team.choose')}</h1>
      <p>{chosen === null ? t('team.choose_text') : t('team.choosing')}</p>
      {failed !== null && <Note kind="trouble">{failed}</Note>}
      <ul className={css.teams} style={fitWords(teams.map(({ name }) => name).join(' '))}>
        {teams.map((team) => (
          <li key={team.team_number}>
            <button
              type="button"
              className={css.team}
              aria-disabled={chosen !== null}
              onClick={() => {
                if (chosen === null) void choose(team.team_number);
              }}
            >
              <TeamBadge team={team} size="3.5rem" />
              <bdi translate="no" className={css.name} style={fitWords(team.name)}>
                {team.name}
              </bdi>
            </button>
          </li>
        ))}
      </ul>
      {TeamMembers !== null && <TeamMembers />}
    </ScreenLayout>
  );
}

/** Where the banker puts newcomers into teams. */
export function NoTeam() {
  const { t } = useTranslation('player');
  return (
    <ScreenLayout announcement={t('team.none')}>
      <h1 className={screenCss.title}>{t('team.none')}</h1>
      <p className={screenCss.lead}>{t('team.none_text')}</p>
    </ScreenLayout>
  );
}
