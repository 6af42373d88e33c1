import 'i18next';
import type banker from './en/banker.json';
import type board from './en/board.json';
import type player from './en/player.json';
import type shared from './en/shared.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shared';
    resources: {
      shared: typeof shared;
      player: typeof player;
      banker: typeof banker;
      board: typeof board;
    };
  }
}
