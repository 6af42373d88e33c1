import { useEffect, useRef } from 'react';
import { TeamBadge } from '../components/team-badge.tsx';
import type { Sounds } from '../sounds.ts';
import type { Arrival } from './newest-arrivals.ts';
import css from './arrivals.module.css';

interface ArrivalsProps {
  /** Newest first. */
  readonly arrivals: readonly Arrival[];
  readonly sounds: Pick<Sounds, 'play'>;
}

/** The names of those who joined last, with the shapes of their teams; one sound for each group of newcomers. */
export function Arrivals({ arrivals, sounds }: ArrivalsProps) {
  useArrivalSound(arrivals[0]?.player.player_id ?? 0, sounds);
  if (arrivals.length === 0) return null;
  return (
    <ul className={css.arrivals} data-part="arrivals">
      {arrivals.map(({ player, team }) => (
        <li key={player.player_id}>
          {team !== null && <TeamBadge team={team} size="1.3em" />}
          <bdi translate="no">{player.player_name}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** Sounds closer together than this are one, ms. */
const APART_MS = 1_500;

/** Those who were there when the page opened have arrived already. */
function useArrivalSound(newest: number, sounds: Pick<Sounds, 'play'>): void {
  const known = useRef(newest);
  const lastAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (newest <= known.current) return;
    known.current = newest;
    const now = performance.now();
    if (now - lastAt.current < APART_MS) return;
    lastAt.current = now;
    sounds.play('joined');
  }, [newest, sounds]);
}
