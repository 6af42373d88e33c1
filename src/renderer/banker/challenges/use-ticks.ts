import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { findChallenge, useDesk } from '../desk/desk-context.ts';
import { NO_TICKS, withAll, without, withRange, withTick, type Ticks } from '../model/ticks.ts';

export interface TickedRows {
  readonly has: (id: number) => boolean;
  /** Those that still wait. */
  readonly challenges: readonly Challenge[];
  readonly toggle: (id: number) => void;
  /** As far as the row that was ticked last. */
  readonly tickTo: (id: number, shown: readonly number[]) => void;
  readonly add: (ids: readonly number[]) => void;
  /** By this desk's own doing, so that nothing is said of it. */
  readonly remove: (ids: readonly number[]) => void;
  /** These may go by this desk's own doing: nothing is said then. */
  readonly expectGone: (ids: readonly number[]) => void;
  readonly clear: () => void;
}

/**
 * The ticks on the waiting rows. Each belongs to a request, wherever its row stands, and goes with it; who goes by somebody else's
 * doing is said once to screen readers.
 * @param present the requests that wait; the same array as long as nothing in it has changed.
 */
export function useTicks(present: readonly Challenge[]): TickedRows {
  const [ticks, setTicks] = useState<Ticks>(NO_TICKS);
  const lastTicked = useRef<number | null>(null);
  const expected = useRef(new Set<number>());
  const sayGone = useSayUnticked();
  const [known, setKnown] = useState(present);
  if (known !== present) {
    setKnown(present);
    setTicks((now) => new Set(present.flatMap(({ id }) => (now.has(id) ? id : []))));
  }
  const challenges = useMemo(() => present.filter(({ id }) => ticks.has(id)), [present, ticks]);
  const ticked = useRef(challenges);
  useEffect(() => {
    const waiting = new Set(present.map(({ id }) => id));
    const gone = ticked.current.filter(({ id }) => !waiting.has(id) && !expected.current.has(id));
    ticked.current = challenges;
    if (gone.length > 0)
      sayGone(
        gone.map(({ id }) => id),
        challenges.length,
      );
  }, [present, challenges, sayGone]);

  return {
    has: (id) => ticks.has(id),
    challenges,
    toggle(id) {
      lastTicked.current = id;
      setTicks((now) => withTick(now, id));
    },
    tickTo(id, shown) {
      const from = lastTicked.current;
      lastTicked.current = id;
      setTicks((now) => withRange(now, shown, from, id));
    },
    add: (ids) => setTicks((now) => withAll(now, ids)),
    remove: (ids) => setTicks((now) => without(now, ids)),
    expectGone(ids) {
      expected.current = new Set(ids);
    },
    clear: () => setTicks(NO_TICKS),
  };
}

function useSayUnticked(): (gone: readonly number[], left: number) => void {
  const { t } = useTranslation('banker');
  const { store } = useDesk();
  const format = useFormat();
  const announce = useAnnounce();
  const say = (gone: readonly number[], left: number) => {
    const names = gone.flatMap((id) => findChallenge(store.drawn.getView(), id)?.player_name ?? []);
    announce.polite(t('several.unticked', { names: format.list(names.map(isolate)), count: left }));
  };
  const latest = useRef(say);
  useEffect(() => {
    latest.current = say;
  });
  const [steady] = useState(() => (gone: readonly number[], left: number) => latest.current(gone, left));
  return steady;
}
