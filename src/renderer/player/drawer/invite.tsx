import { useTranslation } from 'react-i18next';
import { QrCode } from '../../shared/qr-code.tsx';
import { isForOthers, joinLink } from '../model/join-link.ts';
import { useWork } from '../seat/game-context.ts';
import css from './drawer.module.css';

/** This phone reached the laptop under this address, so others can too. */
export function Invite() {
  const { t } = useTranslation('player');
  const { code } = useWork().open.seat;
  const { origin } = window.location;
  return (
    <section>
      <h2>{t('drawer.invite')}</h2>
      <p>{t('drawer.inviteText')}</p>
      {isForOthers(origin) && (
        <div className={css.qr}>
          <QrCode url={joinLink(origin, code)} />
        </div>
      )}
      <p className={css.code}>
        <bdi>{code}</bdi>
      </p>
      <p className={css.soft}>
        <bdi>{joinLink(origin, code).replace(/^http:\/\//, '')}</bdi>
      </p>
    </section>
  );
}
