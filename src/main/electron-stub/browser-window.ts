import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

const print = (line: string) => void process.stderr.write(`${line}\n`);

class WebContents extends EventEmitter {
  url = '';
  setWindowOpenHandler(): void {
    // Nothing opens windows in the stub.
  }
  reload(): void {
    // There is no page.
  }
  getURL(): string {
    return this.url;
  }
  isCrashed(): boolean {
    return false;
  }
}

/** A window without a screen. The first one is the desk's. */
export class BrowserWindow extends EventEmitter {
  static readonly #all: BrowserWindow[] = [];
  readonly webContents = new WebContents();
  #isVisible: boolean;
  #isDestroyed = false;

  constructor({ show = true }: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.#isVisible = show;
    BrowserWindow.#all.push(this);
  }

  static desk(): BrowserWindow | undefined {
    return BrowserWindow.#all[0];
  }

  async loadURL(url: string): Promise<void> {
    print(`window loads ${decodeURIComponent(url).replaceAll('\n', ' ')}`);
    this.webContents.url = url;
    return Promise.resolve();
  }
  close(): void {
    let isPrevented = false;
    this.emit('close', { preventDefault: () => (isPrevented = true) });
    if (isPrevented) return;
    this.#isDestroyed = true;
    this.emit('closed');
  }
  show(): void {
    this.#isVisible = true;
    print('window shown');
    this.emit('show');
  }
  showInactive(): void {
    this.show();
  }
  hide(): void {
    this.#isVisible = false;
    print('window hidden');
  }
  focus(): void {
    print('window focused');
  }
  restore(): void {
    // It is never minimised.
  }
  maximize(): void {
    // There is no screen to fill.
  }
  setFullScreen(): void {
    // There is no screen to fill.
  }
  setBounds(): void {
    // It has no position.
  }
  setTitle(title: string): void {
    print(`window is called ${title}`);
  }
  setOverlayIcon(_overlay: unknown, description: string): void {
    print(`overlay: ${description}`);
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isFullScreen(): boolean {
    return false;
  }
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 1280, height: 800 };
  }
  getNormalBounds(): Electron.Rectangle {
    return this.getBounds();
  }
}
