import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useFullGameView } from '../../../client/game-hooks.ts';
import { inkOn } from '../../shared/colour.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { Strip } from '../components/challenge-tabs.tsx';
import { Standing } from '../components/status-banner.tsx';
import { TopBar } from '../components/top-bar.tsx';
import { Drawer } from '../drawer/drawer.tsx';
import type { Seat } from '../entry/seat-store.ts';
import { useCalls } from '../hooks/use-alerts.ts';
import { useRecent } from '../hooks/use-recently-ended.ts';
import { type Local, type Screen, screenFor, standingFor } from '../model/screen-for.ts';
import { ScreenOf } from '../screens/screen-switch.tsx';
import { GameContext, type GameWork } from './game-context.ts';
import type { OpenGame } from './seat-session.ts';

interface GamePageProps extends Pick<
  GameWork,
  'enter' | 'leave' | 'recover' | 'forget' | 'reopen' | 'reload'
> {
  readonly open: OpenGame;
  /** Still finding out whether the seat can be had again: no verdict yet. */
  readonly asking: boolean;
  readonly sounds: Sounds;
  readonly otherSeats: readonly Seat[];
}

/** A seat in a game: the bar, what stands over everything, and the one screen. */
export function GamePage({ open, asking, ...rest }: GamePageProps) {
  const view = useFullGameView(open.store);
  const seen = useSyncExternalStore(open.deeds.subscribe, open.deeds.getSeen);
  const recent = useRecent(open, view.epoch);
  const [focus, setFocus] = useState<number | null>(null);
  const [isAsking, setAsking] = useState(false);
  useCalls(open, rest.sounds);

  const local: Local = { focus, asking: isAsking, recent, seen };
  const decided = screenFor(view, local);
  const screen: Screen = asking && decided.name === 'shut' ? { name: 'loading' } : decided;
  const drawer = useDrawer(screen);
  useAnswered(open, () => setAsking(false));
  useTeamColour(inGame(screen)?.team?.colour ?? null);

  const work = useMemo<GameWork>(
    () => ({ ...rest, open, view, focus: setFocus, ask: setAsking }),
    // The callbacks in `rest` live as long as the page.
    // oxlint-disable-next-line react/exhaustive-deps
    [open, view, rest.otherSeats],
  );
  const there = inGame(screen);
  const standing = screen.name === 'over' ? null : standingFor(view);
  return (
    <GameContext value={work}>
      <TopBar view={view} name={open.seat.name} onMenu={there === null ? null : drawer.open} />
      <div>
        <Standing kind={standing} timed={there?.mine.some(({ status }) => status === 'assigned') ?? false} />
        {there !== null && hasStrip(screen) && (
          <Strip
            mine={there.mine}
            shown={'challenge' in screen ? screen.challenge.id : null}
            mayAsk={there.mayAsk}
          />
        )}
      </div>
      <ScreenOf key={keyOf(screen)} screen={screen} />
      {drawer.isOpen && there !== null && <Drawer team={there.team} onClose={drawer.close} />}
    </GameContext>
  );
}

type InGame = Extract<Screen, { mine: unknown }>;

function inGame(screen: Screen): InGame | null {
  return 'mine' in screen && screen.name !== 'removed' ? screen : null;
}

function hasStrip({ name }: Screen): boolean {
  return name === 'ask' || name === 'requested' || name === 'do_this' || name === 'claimed';
}

/** Another screen, or another challenge on it, arrives anew. */
function keyOf(screen: Screen): string {
  return 'challenge' in screen ? `${screen.name}.${screen.challenge.id}` : screen.name;
}

/** The drawer over the screen; a challenge that is given meanwhile puts it away. */
function useDrawer(screen: Screen) {
  /** What it was opened over; null: it is shut. */
  const [over, setOver] = useState<string | null>(null);
  const key = keyOf(screen);
  const isOpen = over !== null && (screen.name !== 'do_this' || over === key);
  if (over !== null && !isOpen) setOver(null);
  return { isOpen, open: () => setOver(key), close: () => setOver(null) };
}

/** Whoever asked for one more has asked. */
function useAnswered({ outbox }: OpenGame, asked: () => void): void {
  const { sending } = useSyncExternalStore(outbox.subscribe, outbox.getState);
  const isAnswered = sending?.command.kind === 'request' && sending.answer !== null;
  useEffect(() => {
    if (isAnswered) asked();
  });
}

/** Lines and bars wear the team's colour. */
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
