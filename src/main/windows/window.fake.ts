/** A window without Electron's runtime that records what is done to it. */
import { EventEmitter } from 'node:events';
import type { NativeImage, Rectangle } from 'electron';
import type { DeskWindow } from './desk-window.ts';

/** A window without a page; `recorded` lists what has been done to it. */
export class FakeWindow extends EventEmitter implements Omit<DeskWindow, 'on' | 'once' | 'webContents'> {
  readonly recorded: string[] = [];
  readonly webContents = new FakeContents(this);
  url = '';
  loadFailure: Error | null = null;
  isMinimised = false;
  isHidden = false;
  isInFullScreen = false;
  isClosed = false;
  hasCrashed = false;
  title = '';
  overlay: string | null = null;

  async loadURL(url: string): Promise<void> {
    this.recorded.push(`load ${url}`);
    if (this.loadFailure !== null) throw this.loadFailure;
    this.url = url;
    return Promise.resolve();
  }
  show(): void {
    this.recorded.push('show');
    this.isHidden = false;
  }
  hide(): void {
    this.recorded.push('hide');
    this.isHidden = true;
  }
  focus(): void {
    this.recorded.push('focus');
  }
  restore(): void {
    this.recorded.push('restore');
    this.isMinimised = false;
  }
  isDestroyed(): boolean {
    return this.isClosed;
  }
  isVisible(): boolean {
    return !this.isHidden;
  }
  isMinimized(): boolean {
    return this.isMinimised;
  }
  isFullScreen(): boolean {
    return this.isInFullScreen;
  }
  setFullScreen(isInFullScreen: boolean): void {
    this.recorded.push(`full ${isInFullScreen}`);
    this.isInFullScreen = isInFullScreen;
  }
  maximize(): void {
    this.recorded.push('maximize');
  }
  isMaximized(): boolean {
    return false;
  }
  getNormalBounds(): Rectangle {
    return { x: 0, y: 0, width: 1280, height: 800 };
  }
  setTitle(title: string): void {
    this.title = title;
  }
  setOverlayIcon(_image: NativeImage | null, description: string): void {
    this.overlay = description;
  }
}

/** The contents of a fake window: a test emits their events. */
class FakeContents extends EventEmitter {
  readonly #window: FakeWindow;
  constructor(window: FakeWindow) {
    super();
    this.#window = window;
  }
  getURL(): string {
    return this.#window.url;
  }
  isCrashed(): boolean {
    return this.#window.hasCrashed;
  }
  reload(): void {
    this.#window.recorded.push('reload');
  }
  setWindowOpenHandler(): void {
    // Nothing opens windows in tests.
  }
}
