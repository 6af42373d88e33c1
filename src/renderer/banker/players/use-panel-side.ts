import { useLayoutEffect, type FocusEvent, type RefObject } from 'react';
import { NEGLIGIBLE_PX, type Rect } from '../../shared/rects.ts';
import { watchSize } from '../../shared/watch-size.ts';

/** So much of the panel is its head, px: with less in sight it is not seen. */
const SEEN_PX = 48;

/** Where the player's panel lies over the teams: at the end of their lines, or at the start where it would hide what matters there. */
export type PanelSide = 'start' | 'end';

/** What the panel must not cover, where the panel is, and within which it may be on either side. */
interface Places {
  readonly target: Rect;
  readonly panel: Rect;
  readonly area: Rect;
  readonly isRtl: boolean;
}

/** The side on which the panel does not cover the target; `before` where it covers it on neither, or on both. */
export function sideFor({ target, panel, area, isRtl }: Places, before: PanelSide): PanelSide {
  const width = panel.right - panel.left;
  const coversLeft = target.left < area.left + width && target.right > area.left;
  const coversRight = target.right > area.right - width && target.left < area.right;
  if (coversLeft === coversRight) return before;
  return coversRight === isRtl ? 'end' : 'start';
}

/** Puts the panel that is open in there beside the target; it stays where it is if the other side is no better. */
function putBeside(area: HTMLElement, target: Element | null): void {
  const panel = area.querySelector(':scope > [data-part="player"]');
  if (panel === null || target === null) return;
  const places = {
    target: target.getBoundingClientRect(),
    panel: panel.getBoundingClientRect(),
    area: area.getBoundingClientRect(),
    isRtl: getComputedStyle(area).direction === 'rtl',
  };
  area.dataset['side'] = sideFor(places, area.dataset['side'] === 'start' ? 'start' : 'end');
}

/** Where the teams get room on either side, they stay where they are. */
function keepInPlace(area: HTMLElement): void {
  const teams = area.firstElementChild;
  if (teams === null) return;
  const room = (teams.scrollWidth - teams.clientWidth) / 2;
  if (room > NEGLIGIBLE_PX && area.dataset['room'] !== 'true')
    teams.scrollLeft = getComputedStyle(area).direction === 'rtl' ? -room : room;
  area.dataset['room'] = String(room > NEGLIGIBLE_PX);
}

/** Somewhere else on the page than what it shows, as after its window has become smaller, nobody would know that it is open. */
function bringBack(area: HTMLElement, page: HTMLElement): void {
  const panel = area.querySelector(':scope > [data-part="player"]');
  if (panel === null) return;
  const [shown, opened] = [page.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (opened.top < shown.bottom - SEEN_PX && opened.bottom > shown.top + SEEN_PX) return;
  panel.scrollIntoView({ block: opened.height > shown.height ? 'start' : 'nearest' });
}

function open(area: HTMLElement, playerId: number | null): void {
  area.dataset['side'] = 'end';
  putBeside(area, area.querySelector(`[role="row"][data-key="${playerId}"]`));
  const panel = area.querySelector(':scope > [data-part="player"]');
  const page = area.closest('main');
  if (panel === null || page === null) return;
  // On a narrow window it may lie below what the page shows, where nobody would know that it has opened.
  const [shown, opened] = [page.getBoundingClientRect(), panel.getBoundingClientRect()];
  if (opened.bottom <= shown.bottom + NEGLIGIBLE_PX) return;
  panel.scrollIntoView({ block: opened.height > shown.height ? 'start' : 'nearest' });
}

/**
 * Keeps the panel of the opened player, which lies over the page's teams, on the side where it hides nothing that matters:
 * `data-side`. Returns what hears of the focus.
 * @param sides what holds the teams and, last, the panel.
 */
export function usePanelSide(sides: RefObject<HTMLElement | null>, playerId: number | null) {
  // Their own row stays in sight as they are opened.
  useLayoutEffect(() => {
    const area = sides.current;
    const page = area?.closest('main');
    if (area === null || page === null || page === undefined) return undefined;
    const fit = () => {
      area.style.setProperty('--page-room', `${page.clientHeight}px`);
      keepInPlace(area);
    };
    fit();
    open(area, playerId);
    return watchSize(page, () => {
      fit();
      bringBack(area, page);
    });
  }, [sides, playerId]);
  /** Whoever walks along the lists by keyboard sees where they are. */
  return ({ target, currentTarget: area }: FocusEvent<HTMLElement>) => {
    if (!area.contains(target) || target.closest('[data-part="player"]') !== null) return;
    putBeside(area, target.closest('[role="row"]') ?? target);
  };
}
