import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import type { ConnectionStatus } from '../../../client/game-view.ts';
import css from './connection-dot.module.css';

const STATES = {
  live: css.live,
  checking: css.checking,
  connecting: css.connecting,
  closed: css.closed,
} as const satisfies Record<ConnectionStatus, string | undefined>;

/** The connection as a dot and a word. It is not a live region: a banner announces what matters. */
export function ConnectionDot({ connection }: { readonly connection: ConnectionStatus }) {
  const { t } = useTranslation('shared');
  return (
    <span className={clsx(css.connection, STATES[connection])} data-connection={connection}>
      <span className={css.dot} aria-hidden="true" />
      {t(`connection.${connection}`)}
    </span>
  );
}
