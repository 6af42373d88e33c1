import { ChevronDown, Cookie } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import css from './cookie-help.module.css';

/** In a browser that keeps no cookies, such as a window inside another app: how to play on in one that does. */
export function CookieHelp({ me }: { readonly me: Player | null }) {
  const { t } = useTranslation('player');
  const pin = me?.seat_pin ?? null;
  return (
    <aside aria-label={t('no_cookies.title')}>
      <details className={css.help} data-part="no-cookies">
        <summary className={css.summary}>
          <Cookie aria-hidden="true" size="1.25em" />
          <span>{t('no_cookies.title')}</span>
          <ChevronDown aria-hidden="true" size="1.25em" className={css.chevron} />
        </summary>
        <p>{t('no_cookies.text')}</p>
        <ol className={css.steps}>
          <li>
            <BidiText>
              {t('no_cookies.open', { address: isolate(location.origin + location.pathname) })}
            </BidiText>
          </li>
          <li>{t('no_cookies.already', { button: t('entry.already') })}</li>
          {me !== null && pin !== null && (
            <li>
              <BidiText>
                {t('no_cookies.type', { name: isolate(me.player_name), pin: isolate(pin) })}
              </BidiText>
            </li>
          )}
        </ol>
      </details>
    </aside>
  );
}
