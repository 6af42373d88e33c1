import { useEffect } from 'react';
import { guardPlaces } from '../../shared/settled-places.ts';

/** Shows nothing. While it is there, a place whose meaning has just changed takes no tap. */
export function PlaceGuard() {
  useEffect(() => guardPlaces(), []);
  return null;
}
