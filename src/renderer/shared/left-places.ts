/** Places that controls have left, or where they mean something else now, and for how long these take no press for anything else. */
import type { Place } from './places.ts';
import { isWithin } from './pressed-controls.ts';
import type { Rect } from './rects.ts';

/** For how long at least a place takes no tap after its meaning changed, ms. */
export const SETTLING_MS = 600;
/**
 * For how long one in a list takes none for another row, where nobody had a hand in that list, or none for a row of another list, where
 * nobody had just pressed anything: the hand has yet to come, aimed at what was.
 */
export const REACHING_MS = 1_200;

export interface LeftPlace extends Partial<Pick<Place, 'row' | 'list' | 'card'>> {
  readonly rect: Rect;
  readonly control: Element;
  readonly meaning: string;
  readonly since: number;
  /** For how long other rows of its list take no tap there, ms. */
  readonly forRowsMs: number;
  /** For how long those of other lists take none. */
  readonly forListsMs: number;
  /** When a press there that did nothing has settled. */
  readonly extendedTo: number;
  /** Somebody had just pressed something, so this may have come of it. */
  readonly isOwnDoing: boolean;
  /** It was tapped, and has not changed since. */
  readonly isTap: boolean;
  /** Of the finger that did. */
  readonly pointerId?: number;
  /** A tap that met nothing: what it may have been for. Whatever else comes there had no part in it. */
  readonly nearby?: ReadonlySet<Element>;
}

/** When it takes taps again, which are taken no sooner than `lastsMs` after it was left: a press there that did nothing prolongs that, once. */
export function endOf({ since, extendedTo }: LeftPlace, lastsMs: number): number {
  return Math.max(since + lastsMs, Math.min(extendedTo, since + lastsMs + SETTLING_MS));
}

/** When it takes taps for everything again. */
export function lastEndOf(place: LeftPlace): number {
  return endOf(place, Math.max(place.forRowsMs, place.forListsMs));
}

/** Whether a control means something else than what was in its place before. */
export function meansOther(place: LeftPlace, control: Element, meaning: string): boolean {
  if (place.nearby !== undefined) return !place.nearby.has(control);
  return place.control === control ? place.meaning !== meaning : !isWithin(place.control, control);
}
