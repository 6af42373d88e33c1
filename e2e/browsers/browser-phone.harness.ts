import { allProcesses, pageProcesses } from './processes.harness.ts';
import { type Command, type DrivenBrowser, elementId, poll } from './webdriver.harness.ts';

/** A text in an XPath expression: it has no escapes. */
function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

/** What the page shows in each place; empty strings where it shows nothing. */
interface Shown {
  readonly title: string;
  /** The connection, in a word. */
  readonly connection: string;
  readonly text: string;
}

const SHOWN = `
  const text = (selector) => document.querySelector(selector)?.innerText.replace(/\\s+/g, ' ').trim() ?? '';
  return { title: text('h1'), connection: text('[data-connection]'), text: text('body') };
`;

/** A phone in any browser, in terms of what its owner sees and taps. */
export class BrowserPhone {
  readonly #browser: DrivenBrowser;
  #frozen: readonly number[] = [];

  constructor(browser: DrivenBrowser) {
    this.#browser = browser;
  }

  /** As a phone that was never in a game. */
  async open(url: string): Promise<void> {
    await this.#browser.send('Navigate', { url });
    // A host on another port gets the cookies of the one before.
    await this.#browser.send('DeleteAllCookies');
    await this.#browser.send('Refresh');
  }

  /** As whoever it is by now. */
  async goTo(url: string): Promise<void> {
    await this.#browser.send('Navigate', { url });
  }

  async reload(): Promise<void> {
    await this.#browser.send('Refresh');
  }

  /** Runs a script that returns a value. */
  async run<T>(script: string): Promise<T> {
    return (await this.#browser.send('ExecuteScript', { script, args: [] })) as T;
  }

  async shown(): Promise<Shown> {
    return this.run(SHOWN);
  }

  /** Taps the button with `name` in its text or label, once it is there and takes taps. */
  async tap(name: string): Promise<void> {
    const words = quoted(name);
    const isNamed = `contains(normalize-space(.), ${words}) or contains(@aria-label, ${words})`;
    // A new screen ignores taps for a moment.
    const takesTaps = "not(@disabled) and not(ancestor::*[@data-fresh='true'])";
    const button = `//button[(${isNamed}) and ${takesTaps}]`;
    await this.#onElement(button, 'ElementClick');
  }

  /** Types into the field with this label. */
  async type(label: string, text: string): Promise<void> {
    const field = `//input[@id = //label[normalize-space(.) = ${quoted(label)}]/@for]`;
    await this.#onElement(field, 'ElementSendKeys', { text });
  }

  async join(name: string, team: string): Promise<void> {
    await this.type('Your name', name);
    await this.tap('Join');
    await this.tap(team);
  }

  /** The window is minimised, so that the page is hidden, as behind another app. */
  async hide(): Promise<void> {
    await this.#browser.send('MinimizeWindow');
    await this.#visibility('hidden');
  }

  async show(): Promise<void> {
    await this.#browser.send('SetWindowRect', { width: 500, height: 900 });
    await this.#visibility('visible');
  }

  /** The page stands still while the browser, which holds its socket, goes on. */
  freezePage(): void {
    this.#freeze(pageProcesses(this.#browser.pid));
  }

  /** Everything stands still, as in a phone that sleeps: its socket stays open and answers nothing. */
  freezeBrowser(): void {
    this.#freeze(allProcesses(this.#browser.pid));
  }

  /** What was frozen goes on. */
  thaw(): void {
    for (const pid of this.#frozen) process.kill(pid, 'SIGCONT');
    this.#frozen = [];
  }

  #freeze(pids: readonly number[]): void {
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    this.#frozen = pids;
  }

  /** What is drawn anew between being found and being used is found once more: nothing has happened to it. */
  async #onElement(xpath: string, command: Command, parameters: object = {}): Promise<void> {
    await poll(`${xpath} takes ${command}`, async () => {
      const id = await this.#find(xpath);
      return this.#browser.send(command, { ...parameters, id }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Error && error.message.startsWith('stale element reference')) return undefined;
          throw error;
        },
      );
    });
  }

  async #find(xpath: string): Promise<string> {
    return poll(`there is ${xpath}`, () =>
      this.#browser
        .send('FindElement', { using: 'xpath', value: xpath })
        .then(elementId, (error: unknown) => {
          if (error instanceof Error && error.message.startsWith('no such element')) return undefined;
          throw error;
        }),
    );
  }

  async #visibility(wanted: DocumentVisibilityState): Promise<void> {
    await poll(`the page is ${wanted}`, async () =>
      (await this.run('return document.visibilityState')) === wanted ? true : undefined,
    );
  }
}
