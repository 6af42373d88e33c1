/** Which rows that have gone may leave a list that lies still: those nobody sees, where nothing in sight moves for it. */

export interface MeasuredRow {
  readonly id: number;
  readonly gone: boolean;
  /** px, in the same measure as the view's. */
  readonly top: number;
  readonly bottom: number;
}

/** The part of a list that is in sight, px. */
export interface ListView {
  readonly top: number;
  readonly bottom: number;
  /** How far the list can still be scrolled down. */
  readonly below: number;
}

/** Half a pixel is an edge, and nothing of a row. */
const EDGE_PX = 0.5;
/** Less of a row than this is a sliver that nobody can read or aim at. */
const SLIVER = 0.25;

/**
 * Rows above the view may all leave, as their height is taken off how far the list is scrolled. Those below may leave as long as the
 * list still reaches to the end of the view: a shorter one would be scrolled back.
 */
export function unseenGone(rows: readonly MeasuredRow[], view: ListView): readonly number[] {
  let spare = view.below;
  return rows
    .filter((row) => {
      if (!row.gone) return false;
      if (row.bottom <= view.top + EDGE_PX) return true;
      if (row.top < view.bottom - EDGE_PX) return false;
      spare -= row.bottom - row.top;
      return spare >= 0;
    })
    .map(({ id }) => id);
}

/** How many of the rows in sight have gone: more than half is `most`. A sliver of a living one keeps nobody from the rest. */
export function goneInSight(rows: readonly MeasuredRow[], view: ListView): 'few' | 'most' | 'all' {
  const seen = rows.filter(({ top, bottom }) => bottom > view.top + EDGE_PX && top < view.bottom - EDGE_PX);
  const gone = seen.filter((row) => row.gone).length;
  const isSliver = ({ top, bottom }: MeasuredRow) =>
    Math.min(bottom, view.bottom) - Math.max(top, view.top) < SLIVER * (bottom - top);
  if (seen.every((row) => row.gone || isSliver(row))) return 'all';
  return gone > seen.length / 2 ? 'most' : 'few';
}
