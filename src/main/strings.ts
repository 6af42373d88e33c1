/** The desktop app's own text: menus, dialogs and notifications. The pages' text lives in their catalogues. */
export const STRINGS = {
  title: 'Trading Game Night',
  opening: 'Opening the desk',
  openAlready: 'The app is already open: bringing its desk to the front.',
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
    api: 'API for developers',
    about: 'About Trading Game Night',
    quit: 'Quit',
  },
  about: (folder: string) => `Your evenings are kept in ${folder}`,
  background: {
    title: 'The evening goes on',
    body: 'The game is still running and the phones are still connected. Click here, or start the app again, to return to the desk.',
  },
  newer: {
    line: (version: string) => `Version ${version} is out`,
    body: "You can get it from the Help menu. There's no hurry.",
  },
  waiting: {
    count: (waiting: number) => (waiting === 1 ? '1 request is waiting' : `${waiting} requests are waiting`),
    body: 'Click here to show the desk.',
  },
  closing: {
    message: 'A game is running. What should happen to it?',
    detail:
      'Phones stay connected while it runs in the background; start the app again to return to the desk. Nothing is lost either way.',
    background: 'Keep it running in the background',
    end: 'End it for everyone',
    cancel: 'Cancel',
  },
  notEnded: {
    message: 'The game could not be ended.',
    detail: 'The app will close anyway. The game is saved as it is; open the app again to carry on.',
  },
  cannotStart: {
    message: 'The game cannot start on this laptop yet.',
  },
  dead: {
    message: 'The part of this app that runs the game has stopped.',
    detail:
      'Everything that was confirmed is saved on this laptop. Start it again and the phones will reconnect by themselves.',
    again: 'Start it again',
    quit: 'Quit',
  },
  crashed: {
    message: 'The desk keeps crashing.',
    detail: 'The game itself goes on. Open the desk in a browser from the "Game" menu, or try again.',
    again: 'Try once more',
  },
  boardCrashed: {
    message: 'The board keeps crashing.',
    detail: 'The game itself goes on. Try again, or open the board in a browser from the desk.',
    again: 'Try once more',
  },
} as const;
