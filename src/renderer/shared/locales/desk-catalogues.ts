/** The catalogues of the desk's pages, by namespace. */
import banker from './en/banker.json' with { type: 'json' };
import doctor from './en/doctor.json' with { type: 'json' };
import evening from './en/evening.json' with { type: 'json' };
import history from './en/history.json' with { type: 'json' };
import players from './en/players.json' with { type: 'json' };
import results from './en/results.json' with { type: 'json' };
import safekeeping from './en/safekeeping.json' with { type: 'json' };
import setup from './en/setup.json' with { type: 'json' };
import summary from './en/summary.json' with { type: 'json' };

export const DESK_CATALOGUES = {
  banker,
  setup,
  players,
  history,
  summary,
  safekeeping,
  doctor,
  evening,
  results,
};
