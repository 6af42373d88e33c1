import 'i18next';
import type catalogue from '../../../game/words/en/catalogue.json';
import type banker from './en/banker.json';
import type board from './en/board.json';
import type doctor from './en/doctor.json';
import type drawer from './en/drawer.json';
import type evening from './en/evening.json';
import type history from './en/history.json';
import type library from './en/library.json';
import type members from './en/members.json';
import type needs from './en/needs.json';
import type player from './en/player.json';
import type players from './en/players.json';
import type refusals from './en/refusals.json';
import type results from './en/results.json';
import type safekeeping from './en/safekeeping.json';
import type setup from './en/setup.json';
import type shared from './en/shared.json';
import type summary from './en/summary.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shared';
    resources: {
      shared: typeof shared & typeof catalogue;
      player: typeof player;
      drawer: typeof drawer;
      library: typeof library;
      members: typeof members;
      needs: typeof needs;
      banker: typeof banker;
      refusals: typeof refusals;
      setup: typeof setup;
      players: typeof players;
      history: typeof history;
      summary: typeof summary;
      safekeeping: typeof safekeeping;
      doctor: typeof doctor;
      evening: typeof evening;
      results: typeof results;
      board: typeof board;
    };
  }
}
