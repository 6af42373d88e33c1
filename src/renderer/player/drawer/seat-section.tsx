import { useTranslation } from 'react-i18next';
import { isOpenToPlayers, mayChooseTeam } from '../../../game/own-seat.ts';
import { Button } from '../../shared/components/button.tsx';
import { playingTeams } from '../../shared/folded.ts';
import { useGameContext } from '../game/game-context.ts';
import { ownOpenChallenges } from '../model/own-challenges.ts';
import { OwnDetails } from './own-details.tsx';
import css from './drawer.module.css';

/** Others who share this phone: their turn is one tap away. */
export function OtherSeats() {
  const { t } = useTranslation('drawer');
  const { otherSeats, enter } = useGameContext();
  if (otherSeats.length === 0) return null;
  return (
    <section data-part="other-seats">
      <h2>{t('shared')}</h2>
      <div className={css.otherSeats}>
        {otherSeats.map((seat) => (
          <Button key={`${seat.code}.${seat.playerId}`} onClick={() => enter(seat)}>
            <bdi translate="no">{seat.name}</bdi>
          </Button>
        ))}
      </div>
    </section>
  );
}

/** What this player did in the game before, quietly. */
export function LastRound() {
  const { t } = useTranslation('drawer');
  const { t: tPlayer } = useTranslation('player');
  const { lookBack } = useGameContext();
  if (lookBack === null) return null;
  return (
    <section data-part="last-round">
      <h2>{t('last_round')}</h2>
      <Button onClick={lookBack}>{tPlayer('game_over.yours')}</Button>
    </section>
  );
}

/** The PIN that moves the seat to another phone, name and team as far as they may be changed, and room for somebody else on this phone. */
export function SeatSection() {
  const { t } = useTranslation('drawer');
  const { view, session, leave } = useGameContext();
  const pin = view.me?.seat_pin ?? null;
  return (
    <section>
      <h2>{t('seat')}</h2>
      {pin !== null && (
        <dl className={css.pinRow}>
          <dt>{t('pin')}</dt>
          <dd className={css.pin} translate="no">
            {pin}
          </dd>
        </dl>
      )}
      <p className={css.soft}>{t('pin_text')}</p>
      <OwnChanges />
      <Button onClick={() => leave(session.seat.code)}>{t('add')}</Button>
    </section>
  );
}

/** As far as the game allows it now. */
function OwnChanges() {
  const { t } = useTranslation('drawer');
  const { game, me, teams, challenges } = useGameContext().view;
  if (game === null || me === null) return null;
  const { status, settings } = game;
  const { join_teams: joinTeams, own_name_in_play, own_team_in_play: inPlay } = settings;
  const mayRename = isOpenToPlayers(status, own_name_in_play);
  const mayMove = mayChooseTeam({ status, joinTeams, inPlay, teamNumber: me.team_number });
  if (!mayRename && !mayMove) return null;
  const isBusy = me.team_number !== null && ownOpenChallenges(challenges, me).length > 0;
  return (
    <>
      <OwnDetails me={me} mayRename={mayRename} teams={mayMove && !isBusy ? playingTeams(teams) : []} />
      {mayMove && isBusy && <p className={css.soft}>{t('own.busy')}</p>}
    </>
  );
}
