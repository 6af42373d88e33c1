import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { Button } from '../../shared/components/button.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { BuildingTally } from '../components/building-tally.tsx';
import { useGameContext } from '../game/game-context.ts';
import { buildingsIn } from '../model/tally.ts';
import { OwnNeeds } from '../needs/own-needs.tsx';
import { HistorySection } from './history-section.tsx';
import { InviteSection } from './invite-section.tsx';
import { RunningSection } from './running-section.tsx';
import { LastRound, OtherSeats, SeatSection } from './seat-section.tsx';
import { SettingsSection } from './settings-section.tsx';
import css from './drawer.module.css';

interface DrawerProps {
  readonly team: Team | null;
  readonly onClose: () => void;
}

/** Safari does since version 15.4. */
function knowsDialogs(): boolean {
  return typeof HTMLDialogElement === 'function' && 'showModal' in HTMLDialogElement.prototype;
}

const UNKNOWN_DIALOG = [
  ['open', ''],
  ['role', 'dialog'],
  ['data-over', ''],
] as const;

/** Who else plays on this phone, and this seat; then the team: who is doing what, what is built, the history. */
export function Drawer({ team, onClose }: DrawerProps) {
  const { t } = useTranslation('drawer');
  const { view } = useGameContext();
  /** Nothing has been built or done yet. */
  const isWaiting = view.game?.status === 'waiting';
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (shown === null) return undefined;
    if (!knowsDialogs()) {
      // An element like any other: the styles put it over the page, and it has to say itself what it is.
      for (const [name, value] of UNKNOWN_DIALOG) shown.setAttribute(name, value);
    } else if (!shown.open) shown.showModal();
    // A click on the dialog itself is a click beside its content.
    const hit = ({ target }: Event) => {
      if (target === shown && knowsDialogs()) shown.close();
    };
    shown.addEventListener('click', hit);
    return () => shown.removeEventListener('click', hit);
  }, []);
  const close = () => {
    if (knowsDialogs()) dialog.current?.close();
    else onClose();
  };
  return (
    <dialog ref={dialog} className={css.drawer} aria-labelledby="drawer-title" onClose={onClose}>
      <div className={css.sheet}>
        <header className={css.head}>
          {team !== null && <TeamBadge team={team} size="2.5rem" named />}
          <h1 id="drawer-title" className={css.title} style={fitWords(team?.name ?? t('title'))}>
            {team === null ? t('title') : <bdi translate="no">{team.name}</bdi>}
          </h1>
          <Button size="icon" aria-label={t('close')} onClick={close}>
            <X aria-hidden="true" />
          </Button>
        </header>
        <div className={css.parts}>
          <OtherSeats />
          <SeatSection />
          {!isWaiting && team !== null && <RunningSection team={team} />}
          {!isWaiting && team !== null && (
            <section>
              <h2>{t('tally')}</h2>
              <BuildingTally counts={buildingsIn(team.tally)} none={t('tally_none')} />
            </section>
          )}
          {!isWaiting && team !== null && <HistorySection team={team} />}
          <LastRound />
          <OwnNeeds />
          <InviteSection />
          <SettingsSection />
        </div>
      </div>
    </dialog>
  );
}
