/** A window without Electron's runtime, for tests: it records what is done to it. */
import { EventEmitter } from 'node:events';
import type { NativeImage, Rectangle } from 'electron';
import type { DeskWindow } from './desk-window.ts';

/** A window without a page; `said` records what was done to it. */
export class FakeWindow extends EventEmitter implements Omit<DeskWindow, 'on' | 'once' | 'webContents'> {
  readonly said: string[] = [];
  readonly webContents = new FakeContents(this);
  url = '';
  loadFailure: Error | null = null;
  isDown = false;
  isHidden = false;
  isFull = false;
  isGone = false;
  hasCrashed = false;
  title = '';
  overlay: string | null = null;

  async loadURL(url: string): Promise<void> {
    this.said.push(`load ${url}`);
    if (this.loadFailure !== null) throw this.loadFailure;
    this.url = url;
    return Promise.resolve();
  }
  show(): void {
    this.said.push('show');
    this.isHidden = false;
  }
  hide(): void {
    this.said.push('hide');
    this.isHidden = true;
  }
  focus(): void {
    this.said.push('focus');
  }
  restore(): void {
    this.said.push('restore');
    this.isDown = false;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  isVisible(): boolean {
    return !this.isHidden;
  }
  isMinimized(): boolean {
    return this.isDown;
  }
  isFullScreen(): boolean {
    return this.isFull;
  }
  setFullScreen(isFull: boolean): void {
    this.said.push(`full ${isFull}`);
    this.isFull = isFull;
  }
  maximize(): void {
    this.said.push('maximize');
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
    this.#window.said.push('reload');
  }
  setWindowOpenHandler(): void {
    // Nothing opens windows here.
  }
}
