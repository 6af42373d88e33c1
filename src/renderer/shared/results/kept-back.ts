/** Apart from the rest of the finale, because the phone's first load asks it, too. */
import { FINALE_STEPS } from '../../../game/enums.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';

/** Whether no page may show the order of the teams: the board is about to reveal it, and has not come to the first. */
export function isOrderKeptBack({ finale }: Pick<Game, 'finale'>): boolean {
  return finale !== null && FINALE_STEPS.indexOf(finale) < FINALE_STEPS.indexOf('first');
}
