/** How two lists, one above the other, share a window that is too low for both. */
export type ListRoom = 'shared' | 'waiting' | 'active';

/** More than have room in half of an upright tablet. */
const MANY = 5;
/** No more than have room in what is left of it. */
const FEW = 1;

/** Which list takes the room that the other has no use for. */
export function listRoom({ waiting, active }: Readonly<Record<'waiting' | 'active', number>>): ListRoom {
  if (waiting > MANY && active <= FEW) return 'waiting';
  return active > MANY && waiting <= FEW ? 'active' : 'shared';
}
