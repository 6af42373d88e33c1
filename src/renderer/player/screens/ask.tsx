import { clsx } from 'clsx';
import { Lock as LockIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BUILDINGS, type Building } from '../../../game/catalogue.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { Button } from '../../shared/components/button.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { isSameCommand, useSendingLabel } from '../components/command-button.tsx';
import { ScreenLayout } from '../components/screen-layout.tsx';
import { SendStatus } from '../components/send-status.tsx';
import { useCommandSender, useGameContext } from '../game/game-context.ts';
import { useTap } from '../hooks/use-tap.ts';
import type { PhoneScreen } from '../model/screen-for.ts';
import { LockCard } from './lock-card.tsx';
import liveRegionsCss from '../../shared/components/live-regions.module.css';
import css from './ask.module.css';
import screenCss from './screen.module.css';

type AskProps = Extract<PhoneScreen, { name: 'ask' }>;

/** A big tile per building. Locked ones can be tapped too: the host knows best, and says how the lock's holder is doing. */
export function Ask({ lock, team, mine }: AskProps) {
  const { t } = useTranslation('player');
  const { ask } = useGameContext();
  const holder = lock?.kind === 'team' ? lock.holder : null;
  return (
    <ScreenLayout
      place="top"
      announcement={t('ask.title')}
      actions={mine.length > 0 ? <Button onClick={() => ask(false)}>{t('ask.back')}</Button> : undefined}
    >
      {holder === null ? (
        <h1 className={screenCss.titleTop}>{t('ask.title')}</h1>
      ) : (
        <LockCard holder={holder} />
      )}
      <SendStatus />
      <ul className={css.tiles}>
        {BUILDINGS.map((building) => (
          <li key={building}>
            <Tile
              building={building}
              team={team?.team_number ?? null}
              built={team?.tally[building] ?? 0}
              lockedBy={holder?.player_name ?? null}
            />
          </li>
        ))}
      </ul>
    </ScreenLayout>
  );
}

interface TileProps {
  readonly building: Building;
  readonly team: number | null;
  readonly built: number;
  /** Name of who holds the team's lock; null: free. */
  readonly lockedBy: string | null;
}

function Tile({ building, team, built, lockedBy }: TileProps) {
  const { t } = useTranslation('player');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { sending, send } = useCommandSender();
  const word = useSendingLabel();
  const { seq } = useGameContext().view;
  // A tap that waited until the banker had put the player into another team, or entered something by hand, is not for that.
  const meant = { ...(team && { expected_team: team }), seen_seq: seq };
  const command = { kind: 'request', building, meant } as const;
  const tap = useTap((key) => send(command, key));
  const isMine = sending !== null && isSameCommand(sending.command, command);
  const name = tShared(`buildings.${building}`);
  const below = () => {
    if (isMine) return word(sending);
    return built > 0 ? t('ask.built', { number: format.number(built) }) : null;
  };
  return (
    <button
      type="button"
      className={clsx(css.tile, lockedBy !== null && css.locked, isMine && css.sending)}
      aria-disabled={sending !== null}
      {...tap}
    >
      <BuildingIcon building={building} size="2.25rem" className={css.icon} />
      <span className={css.name} style={fitWords(name)}>
        {name}
      </span>
      <span className={css.below}>{below()}</span>
      {lockedBy !== null && (
        <span className={css.holder}>
          <LockIcon aria-hidden="true" className={css.lock} />
          <span className={liveRegionsCss.unseen}>{t('ask.locked')}</span>
          <bdi translate="no" className={css.holderName} style={fitWords(lockedBy)}>
            {lockedBy}
          </bdi>
        </span>
      )}
    </button>
  );
}
