import { useTranslation } from 'react-i18next';
import type { ConnectionStatus } from '../../../client/game-view.ts';
import css from './connection-dot.module.css';

/** The connection in a dot and a word. It is no live region: a standing notice speaks when it matters. */
export function ConnectionDot({ connection }: { readonly connection: ConnectionStatus }) {
  const { t } = useTranslation();
  return (
    <span className={`${css.connection} ${css[connection]}`} data-connection={connection}>
      <span className={css.dot} aria-hidden="true" />
      {t(`connection.${connection}`)}
    </span>
  );
}
