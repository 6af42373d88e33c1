import type { MenuItemConstructorOptions } from 'electron';
import type { Report } from './app-log.ts';
import { say } from './strings.ts';

export interface TrayActions {
  readonly showDesk: () => void;
  readonly openBoard: () => void;
  readonly quit: () => void;
}

export interface TrayDependencies {
  /** Creates the icon; throws if the system has no tray. `onClick` is called when the icon itself is clicked. */
  readonly createTray: (template: MenuItemConstructorOptions[], onClick: () => void) => void;
  readonly report: Report;
}

/** Shows the tray icon: the way back to a desk in the background. Without a tray, starting the app again leads back too. */
export function showTray({ createTray, report }: TrayDependencies, actions: TrayActions): void {
  try {
    createTray(
      [
        { label: say('menu.desk'), click: actions.showDesk },
        { label: say('menu.board'), click: actions.openBoard },
        { type: 'separator' },
        { label: say('menu.quit'), click: actions.quit },
      ],
      actions.showDesk,
    );
  } catch (error) {
    report('the tray icon could not be shown', error);
  }
}
