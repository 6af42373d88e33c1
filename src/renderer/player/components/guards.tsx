import { useEffect } from 'react';
import { defaultEnvironment } from '../../../client/environment.ts';
import { guardPlaces } from '../../shared/settled-places.ts';
import { useGameContext } from '../game/game-context.ts';
import { letRefusalsGo } from '../game/let-refusals-go.ts';

/**
 * Shows nothing. While it is there, a place whose meaning has just changed takes no tap, and a refusal that has been read goes with
 * its cause.
 */
export function Guards() {
  const { session } = useGameContext();
  useEffect(() => guardPlaces(), []);
  useEffect(() => letRefusalsGo(session, defaultEnvironment()), [session]);
  return null;
}
