import { useTranslation } from 'react-i18next';
import { inviteLink, displayLink } from '../../shared/join-link.ts';
import { useGameContext } from '../game/game-context.ts';
import { loadQrCode, useLaterPart } from '../hooks/use-later-part.ts';
import css from './drawer.module.css';

/** This phone reached the laptop at its own address, so others can too; a name is not found by every phone. All of it is known without asking. */
export function InviteSection() {
  const { t } = useTranslation('drawer');
  const { session, view } = useGameContext();
  const { Part: QrCode, isMissing } = useLaterPart(loadQrCode, view.connection);
  const { code } = session.seat;
  const link = inviteLink([window.location.origin, ...view.origins], code);
  return (
    <section data-part="invite">
      <h2>{t('invite')}</h2>
      <p>{t('invite_text')}</p>
      {view.connection !== 'live' && <p>{t('invite_away')}</p>}
      {link !== null && (
        <div className={css.qr}>
          {QrCode !== null && <QrCode url={link} />}
          {isMissing && <p>{t('invite_no_code')}</p>}
        </div>
      )}
      {link !== null && (
        <p className={css.link}>
          <bdi translate="no">{displayLink(link)}</bdi>
        </p>
      )}
      <p className={css.soft}>{t('invite_code')}</p>
      <p className={css.code}>
        <bdi translate="no">{code}</bdi>
      </p>
    </section>
  );
}
