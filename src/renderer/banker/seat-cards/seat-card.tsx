import { useTranslation } from 'react-i18next';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { displayLink } from '../../shared/join-link.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { cardLink } from './card-sheets.ts';
import css from './seat-cards.module.css';

interface SeatCardProps {
  readonly player: Player;
  readonly team: Team | null;
  /** To the game. */
  readonly link: string;
  readonly ticket: string;
}

/** One player's card. What opens the seat is on paper alone: others look at the screen. */
export function SeatCard({ player, team, link, ticket }: SeatCardProps) {
  const { t } = useTranslation('players');
  return (
    <li className={css.card} data-card={player.player_id}>
      <div className={css.code}>
        <div className={css.secret}>
          <QrCode url={cardLink(link, ticket)} />
        </div>
      </div>
      <div className={css.who}>
        <p className={css.name}>
          <bdi translate="no">{player.player_name}</bdi>
        </p>
        {team !== null && (
          <p className={css.team}>
            <TeamBadge team={team} size="8mm" named />
            <bdi translate="no">{team.name}</bdi>
          </p>
        )}
        <p className={css.pin}>
          <span>{t('cards.pin')}</span>{' '}
          <span className={css.digits}>
            <strong className={css.secret} translate="no" dir="ltr">
              {player.seat_pin}
            </strong>
          </span>
        </p>
      </div>
      <div className={css.how}>
        <p>{t('cards.scan')}</p>
        <p>
          <BidiText>{t('cards.later', { link: isolate(displayLink(link)) })}</BidiText>
        </p>
      </div>
    </li>
  );
}
