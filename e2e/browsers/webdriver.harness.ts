/** Browsers that Playwright cannot drive, by W3C WebDriver: as they are installed, unpatched. */

/** Of https://www.w3.org/TR/webdriver2/, by the names that it gives them. */
export type Command =
  | 'Navigate'
  | 'Refresh'
  | 'DeleteAllCookies'
  | 'FindElement'
  | 'ElementClick'
  | 'ElementSendKeys'
  | 'ExecuteScript'
  | 'MinimizeWindow'
  | 'SetWindowRect';

/** A browser with one window and a profile of its own. */
export interface DrivenBrowser {
  /** The process of the window, whose children show the pages. */
  readonly pid: number;
  /**
   * Carries out one command and resolves with its value. An element's parameter is `id`, everything else is as the standard has it.
   * @throws the browser's error, which begins with the standard's code for it.
   */
  send(command: Command, parameters?: object): Promise<unknown>;
  /** Ends everything that was started, and removes its folders. */
  close(): Promise<void>;
}

/** What WebDriver calls an element in its answers. */
const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf';

/** The element's ID in an answer. */
export function elementId(value: unknown): string {
  return (value as Record<string, string>)[ELEMENT_KEY] ?? '';
}

/** Resolves with the first value that is not undefined; asks every 50 ms. Rejects after `ms`. */
export async function poll<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  ms = 20_000,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`${what}: not after ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
