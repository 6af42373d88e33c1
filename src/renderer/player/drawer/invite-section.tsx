import { useTranslation } from 'react-i18next';
import { QrCode } from '../../shared/components/qr-code.tsx';
import { isLoopbackLink, joinLink, displayLink } from '../../shared/join-link.ts';
import { useGameContext } from '../game/game-context.ts';
import css from './drawer.module.css';

/** This phone reached the laptop at this address, so others can too. */
export function InviteSection() {
  const { t } = useTranslation('player');
  const { code } = useGameContext().session.seat;
  const link = joinLink(window.location.origin, code);
  return (
    <section>
      <h2>{t('drawer.invite')}</h2>
      <p>{t('drawer.invite_text')}</p>
      {!isLoopbackLink(link) && (
        <div className={css.qr}>
          <QrCode url={link} />
        </div>
      )}
      <p className={css.code}>
        <bdi translate="no">{code}</bdi>
      </p>
      <p className={css.soft}>
        <bdi translate="no">{displayLink(link)}</bdi>
      </p>
    </section>
  );
}
