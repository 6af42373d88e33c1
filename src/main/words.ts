/** What the desktop app itself says: menus and questions. The pages' words live in their catalogues. */
export const WORDS = {
  title: 'Trading Game night',
  menu: {
    game: 'Game',
    desk: 'Show the desk',
    browser: 'Open the desk in a browser',
    edit: 'Edit',
    view: 'View',
    help: 'Help',
    folder: "Show the evening's files",
    api: 'The API for volunteers who program',
  },
  closing: {
    message: 'A game is running. What should happen to it?',
    detail:
      'Phones stay connected while it runs in the background; start this app again to come back to the desk. Nothing is lost either way.',
    background: 'Keep it running in the background',
    end: 'End it for everyone',
    cancel: 'Cancel',
  },
  notEnded: {
    message: 'The game could not be ended.',
    detail: 'The app closes all the same. The game is kept as it is; open the app again to go on with it.',
  },
  cannotStart: {
    message: 'The game cannot start on this laptop yet.',
  },
  dead: {
    message: 'The part of this app that runs the game has stopped.',
    detail:
      'Everything that was confirmed is kept on this laptop. Start it again and the phones come back by themselves.',
    again: 'Start it again',
    quit: 'Quit',
  },
  crashed: {
    message: 'The desk keeps crashing.',
    detail: 'The game itself goes on. Open the desk in a browser from the menu "Game", or try once more.',
    again: 'Try once more',
  },
} as const;
