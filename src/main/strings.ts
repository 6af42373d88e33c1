/** What the desktop app itself says: menus, questions and notifications. The pages' words live in their catalogues. */
export const STRINGS = {
  title: 'Trading Game Night',
  opening: 'Opening the desk',
  openAlready: 'The app is already open: its desk is coming to the front.',
  menu: {
    game: 'Game',
    desk: 'Show the desk',
    board: 'Open the board',
    browser: 'Open the desk in a browser',
    edit: 'Edit',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    window: 'Window',
    help: 'Help',
    folder: "Show the evening's files",
    api: 'The API for volunteers who program',
    about: 'About Trading Game Night',
    quit: 'Quit',
  },
  about: (folder: string) => `Your evenings are kept in ${folder}`,
  background: {
    title: 'The evening goes on',
    body: 'The game is still running and the phones stay connected. Click here, or start the app again, to get back to the desk.',
  },
  newer: {
    line: (version: string) => `Version ${version} is out`,
    body: 'You can get it from the Help menu. There is no hurry.',
  },
  waiting: {
    count: (waiting: number) => (waiting === 1 ? '1 request is waiting' : `${waiting} requests are waiting`),
    body: 'Click here to show the desk.',
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
  boardCrashed: {
    message: 'The board keeps crashing.',
    detail: 'The game itself goes on. Try once more, or open the board in a browser from the desk.',
    again: 'Try once more',
  },
} as const;
