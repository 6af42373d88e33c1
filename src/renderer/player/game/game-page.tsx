import { useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFullGameView } from '../../../client/game-hooks.ts';
import { inkOn } from '../../shared/colour.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { ChallengeTabs } from '../components/challenge-tabs.tsx';
import { CookieHelp } from '../components/cookie-help.tsx';
import { Note } from '../components/note.tsx';
import { PinGuessNote } from '../components/pin-guess-note.tsx';
import { StatusBanner } from '../components/status-banner.tsx';
import { TopBar } from '../components/top-bar.tsx';
import type { StoredSeat } from '../entry/seat-store.ts';
import { useAlerts } from '../hooks/use-alerts.ts';
import {
  loadDrawer,
  loadEvening,
  loadGuards,
  loadQrCode,
  loadSeatSwitch,
  loadWhatYouDid,
  useLaterPart,
} from '../hooks/use-later-part.ts';
import { useRecentlyEnded } from '../hooks/use-recently-ended.ts';
import { type LocalState, type PhoneScreen, screenFor, bannerStatusFor } from '../model/screen-for.ts';
import { ScreenSwitch } from '../screens/screen-switch.tsx';
import { GameContext, type GameContextValue } from './game-context.ts';
import type { SeatSession } from './seat-session.ts';
import css from './game-page.module.css';

interface GamePageProps extends Pick<
  GameContextValue,
  'enter' | 'leave' | 'recover' | 'forget' | 'lookBack' | 'looksBack' | 'reopen' | 'reload'
> {
  readonly session: SeatSession;
  /** Still asking the host for the seat again: no verdict yet. */
  readonly asking: boolean;
  readonly sounds: Sounds;
  readonly otherSeats: readonly StoredSeat[];
}

/** A seat in a game: the top bar, the status banner, and the one screen. */
export function GamePage({ session, asking, ...rest }: GamePageProps) {
  const view = useFullGameView(session.store);
  const seen = useSyncExternalStore(session.localActions.subscribe, session.localActions.getSeen);
  const recent = useRecentlyEnded(session, view.snapshots);
  const [focus, setFocus] = useState<number | null>(null);
  const [isAsking, setAsking] = useState(false);
  useAlerts(session, rest.sounds);
  // Fetched now, these are there even when the laptop is out of reach: the code to "Invite a friend", and what was done at the end.
  useLaterPart(loadQrCode, view.connection);
  useLaterPart(loadWhatYouDid, view.connection);
  const { Part: Evening } = useLaterPart(loadEvening, view.connection);
  const { Part: Guards } = useLaterPart(loadGuards, view.connection);

  const local: LocalState = { focus, asking: isAsking, recent, seen };
  const decided = screenFor(view, local);
  const screen: PhoneScreen = asking && decided.name === 'closed' ? { name: 'loading' } : decided;
  const drawer = useDrawer(screen);
  const { Part: Drawer, isMissing } = useLaterPart(loadDrawer, `${view.connection} ${drawer.presses}`);
  useAnswered(session, () => setAsking(false));
  useTeamColour(inGame(screen)?.team?.colour ?? null);

  const work = useMemo<GameContextValue>(
    () => ({ ...rest, session, view, focus: setFocus, ask: setAsking }),
    // The callbacks in `rest` live as long as the page.
    // oxlint-disable-next-line react/exhaustive-deps
    [session, view, rest.otherSeats],
  );
  const there = inGame(screen);
  const standing = screen.name === 'game_over' ? null : bannerStatusFor(view);
  return (
    <GameContext value={work}>
      <TopBar view={view} name={session.seat.name} onMenu={there === null ? null : drawer.open} />
      {rest.otherSeats.length > 0 && <OtherSeats reason={view.connection} />}
      <div className={css.above}>
        <StatusBanner
          kind={standing}
          isOver={screen.name === 'game_over'}
          timed={there?.mine.some(({ status }) => status === 'assigned') ?? false}
        />
        {session.by === 'token' && <CookieHelp me={view.me} />}
        {there !== null && Evening !== null && (
          <Evening store={session.store} view={view} knownSeat={session.knownSeat} />
        )}
        {there !== null && <PinGuessNote />}
        {drawer.isOpen && isMissing && <DrawerMissing />}
        {there !== null && hasTabs(screen) && (
          <ChallengeTabs
            mine={there.mine}
            shown={'challenge' in screen ? screen.challenge.id : null}
            mayAsk={there.mayAsk}
          />
        )}
      </div>
      <ScreenSwitch key={keyOf(screen)} screen={screen} />
      {Guards !== null && <Guards />}
      {drawer.isOpen && there !== null && Drawer !== null && (
        <Drawer team={there.team} onClose={drawer.close} />
      )}
    </GameContext>
  );
}

type InGame = Extract<PhoneScreen, { mine: unknown }>;

function inGame(screen: PhoneScreen): InGame | null {
  return 'mine' in screen && screen.name !== 'removed' ? screen : null;
}

function hasTabs({ name }: PhoneScreen): boolean {
  return name === 'ask' || name === 'requested' || name === 'do_this' || name === 'claimed';
}

/** Another screen, or another challenge on it, mounts afresh. */
function keyOf(screen: PhoneScreen): string {
  return 'challenge' in screen ? `${screen.name}.${screen.challenge.id}` : screen.name;
}

/** The drawer over the screen; a newly assigned challenge closes it. */
function useDrawer(screen: PhoneScreen) {
  /** The screen it was opened over; null while closed. */
  const [over, setOver] = useState<string | null>(null);
  /** How often somebody has asked for it. */
  const [presses, setPresses] = useState(0);
  const key = keyOf(screen);
  const isOpen = over !== null && (screen.name !== 'do_this' || over === key);
  if (over !== null && !isOpen) setOver(null);
  const open = () => {
    setOver(key);
    setPresses(presses + 1);
  };
  return { isOpen, presses, open, close: () => setOver(null) };
}

/** Always in sight, however far the page is scrolled; its room is there before it is. */
function OtherSeats({ reason }: { readonly reason: string }) {
  const { Part: SeatSwitch } = useLaterPart(loadSeatSwitch, reason);
  return <div className={css.otherSeats}>{SeatSwitch !== null && <SeatSwitch />}</div>;
}

/** Its chunk got lost, and is asked for until it comes. */
function DrawerMissing() {
  const { t } = useTranslation('player');
  return (
    <Note kind="trouble">
      <p>{t('drawer_missing')}</p>
    </Note>
  );
}

/** Stops asking once the request has been answered. Told rather than drawn: where the news came first, the answer is gone at once. */
function useAnswered({ sender }: SeatSession, asked: () => void): void {
  const stop = useEffectEvent(asked);
  useEffect(
    () =>
      sender.subscribe(() => {
        const { sending } = sender.getState();
        if (sending?.command.kind === 'request' && sending.answer !== null) stop();
      }),
    [sender],
  );
}

/** Puts the team's colour on the page. */
function useTeamColour(colour: string | null): void {
  useEffect(() => {
    const { style } = document.documentElement;
    if (colour === null) {
      style.removeProperty('--team');
      style.removeProperty('--team-ink');
    } else {
      style.setProperty('--team', colour);
      style.setProperty('--team-ink', inkOn(colour));
    }
  }, [colour]);
}
