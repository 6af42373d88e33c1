import { describe, expect, it } from 'vitest';
import { FakeApp, fakeEvent } from '../app.fake.ts';
import { type QuitChoice, createQuitController, type QuitDependencies } from './quit-controller.ts';

interface Scene {
  controller: ReturnType<typeof createQuitController>;
  app: FakeApp;
  recorded: string[];
  answer: (choice: QuitChoice) => void;
  timers: (() => void)[];
}

function scene(overrides: Partial<QuitDependencies> = {}, isGameRunning = true): Scene {
  const app = new FakeApp();
  const recorded: string[] = [];
  const timers: (() => void)[] = [];
  let answer: (choice: QuitChoice) => void = () => undefined;
  const controller = createQuitController({
    exit: (code) => app.exit(code),
    isGameRunning: () => isGameRunning,
    ask: () => {
      recorded.push('asked');
      return new Promise((resolve) => (answer = resolve));
    },
    endGames: async () => void recorded.push('games ended'),
    hideDesk: () => void recorded.push('desk hidden'),
    closeHost: async () => void recorded.push('host closed'),
    setTimer: (_ms, call) => void timers.push(call),
    raiseDesk: () => void recorded.push('desk raised'),
    savePosition: () => void recorded.push('place kept'),
    report: (_message, error) => void recorded.push(String(error)),
    ...overrides,
  });
  return { controller, app, recorded, timers, answer: (choice) => answer(choice) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('quitting the app', () => {
  it('closes the host and exits without asking if no game is running', async () => {
    const { controller, app, recorded } = scene({}, false);
    const event = fakeEvent();
    controller.onWindowClose(event);
    await settled();
    expect(event.isPrevented()).toBe(true);
    expect(recorded).toEqual(['place kept', 'host closed']);
    expect(app.recorded).toEqual(['exit 0']);
  });

  it('asks if a game is running, and closes nothing until there is an answer', async () => {
    const { controller, app, recorded } = scene();
    const event = fakeEvent();
    controller.onWindowClose(event);
    await settled();
    expect(event.isPrevented()).toBe(true);
    expect(recorded).toEqual(['asked']);
    expect(app.recorded).toEqual([]);
  });

  it('keeps running in the background with the desk hidden', async () => {
    const { controller, app, recorded, answer } = scene();
    controller.onWindowClose(fakeEvent());
    answer('background');
    await settled();
    expect(recorded).toEqual(['asked', 'desk hidden']);
    expect(app.recorded).toEqual([]);
  });

  it('ends the game for everyone, then closes the host, then exits', async () => {
    const { controller, app, recorded, answer } = scene();
    controller.onBeforeQuit(fakeEvent());
    answer('end');
    await settled();
    expect(recorded).toEqual(['asked', 'games ended', 'place kept', 'host closed']);
    expect(app.recorded).toEqual(['exit 0']);
  });

  it('does nothing on Cancel, and asks again next time', async () => {
    const { controller, app, recorded, answer } = scene();
    controller.onBeforeQuit(fakeEvent());
    answer('cancel');
    await settled();
    controller.onWindowClose(fakeEvent());
    expect(recorded).toEqual(['asked', 'asked']);
    expect(app.recorded).toEqual([]);
  });

  it('asks only once however often the close button is clicked, and brings the dialog back each time', () => {
    const { controller, recorded } = scene();
    for (let click = 0; click < 3; click += 1) controller.onWindowClose(fakeEvent());
    controller.onBeforeQuit(fakeEvent());
    expect(recorded).toEqual(['asked', 'desk raised', 'desk raised', 'desk raised']);
  });

  it('does not cancel a log-out while quitting, but waits for the host to close', async () => {
    let closed: () => void = () => undefined;
    const closeHost = () => new Promise<void>((resolve) => (closed = resolve));
    const { controller, app } = scene({ closeHost });
    void controller.quit();
    const [beforeQuit, close, willQuit] = [fakeEvent(), fakeEvent(), fakeEvent()];
    controller.onBeforeQuit(beforeQuit);
    controller.onWindowClose(close);
    controller.onWillQuit(willQuit);
    await settled();
    expect([beforeQuit, close, willQuit].map((event) => event.isPrevented())).toEqual([false, false, true]);
    expect(app.recorded).toEqual([]);
    closed();
    await settled();
    expect(app.recorded).toEqual(['exit 0']);
  });

  it('exits after 2 s if the host does not close', async () => {
    const { controller, app, timers } = scene({ closeHost: () => new Promise(() => undefined) }, false);
    controller.onBeforeQuit(fakeEvent());
    await settled();
    expect(app.recorded).toEqual([]);
    for (const timer of timers) timer();
    await settled();
    expect(app.recorded).toEqual(['exit 0']);
  });

  it('exits, and logs the error, if closing the host fails', async () => {
    const { controller, app, recorded } = scene(
      { closeHost: () => Promise.reject(new Error('the disk is gone')) },
      false,
    );
    controller.onBeforeQuit(fakeEvent());
    await settled();
    expect(recorded).toEqual(['place kept', 'Error: the disk is gone']);
    expect(app.recorded).toEqual(['exit 0']);
  });

  it('stays open if the dialog itself cannot be shown', async () => {
    const { controller, app, recorded } = scene({ ask: () => Promise.reject(new Error('no window')) });
    controller.onBeforeQuit(fakeEvent());
    await settled();
    expect(recorded).toEqual(['Error: no window']);
    expect(app.recorded).toEqual([]);
  });

  it('quits once, without asking, when the system shuts down', async () => {
    const { controller, app, recorded } = scene();
    await Promise.all([controller.quit(), controller.quit()]);
    expect(recorded).toEqual(['place kept', 'host closed']);
    expect(app.recorded).toEqual(['exit 0']);
  });

  it('ignores an answer that comes after the system has begun to shut down', async () => {
    const { controller, app, recorded, answer } = scene();
    controller.onWindowClose(fakeEvent());
    await controller.quit();
    answer('background');
    await settled();
    expect(recorded).toEqual(['asked', 'place kept', 'host closed']);
    expect(app.recorded).toEqual(['exit 0']);
  });
});
