import { EventEmitter } from 'node:events';
import type { Rectangle } from 'electron';
import { describe, expect, it } from 'vitest';
import type { DisplayInfo } from './board-placement.ts';
import { type BoardDependencies, type BoardWindow, createBoard } from './board-window.ts';
import { FakeWindow } from './window.fake.ts';

const screen = (id: number, bounds: Rectangle): DisplayInfo => ({
  id,
  bounds,
  workArea: { ...bounds, height: bounds.height - 40 },
});
const LAPTOP = screen(1, { x: 0, y: 0, width: 1366, height: 768 });
const PROJECTOR = screen(2, { x: 1366, y: 0, width: 1920, height: 1080 });
const CORNER = '683,364 683x364';
const BEAMED = '1366,0 1920x1080';
const URL = 'http://127.0.0.1:4747/board/#ticket=once';

const format = ({ x, y, width, height }: Rectangle) => `${x},${y} ${width}x${height}`;

class FakeBoard extends FakeWindow {
  setBounds(bounds: Rectangle): void {
    this.recorded.push(format(bounds));
  }
  showInactive(): void {
    this.recorded.push('show inactive');
  }
  /** Full screen ends when the test says so, as on macOS, which takes its time. */
  isSlow = false;
  override setFullScreen(isFull: boolean): void {
    super.setFullScreen(isFull);
    if (!isFull && !this.isSlow) this.emit('leave-full-screen');
  }
  close(): void {
    this.isClosed = true;
    this.emit('closed');
  }
}

function room(displays: DisplayInfo[], overrides: Partial<BoardDependencies> = {}) {
  const windows: FakeBoard[] = [];
  const events = new EventEmitter();
  const board = createBoard({
    displays: () => displays,
    deskDisplay: () => LAPTOP,
    screen: events as unknown as BoardDependencies['screen'],
    canPlace: true,
    isDialogOpen: () => false,
    createWindow() {
      const window = new FakeBoard();
      windows.push(window);
      return window as unknown as BoardWindow;
    },
    report: () => undefined,
    ...overrides,
  });
  /** What happens to the window meanwhile. */
  const after = async (step: () => unknown) => {
    const last = windows.at(-1);
    if (last !== undefined) last.recorded.length = 0;
    await step();
    return windows.at(-1)?.recorded.join(' | ');
  };
  const plug = (...now: DisplayInfo[]) => {
    displays.splice(0, displays.length, ...now);
    events.emit('display-added');
  };
  const changed = () => events.emit('display-metrics-changed');
  return { board, windows, after, plug, changed };
}

describe('opening the board', () => {
  it('fills the display that the desk is not on, and leaves the keyboard focus with the desk', async () => {
    const { board, after } = room([LAPTOP, PROJECTOR]);
    let shown = '';
    const done = await after(async () => (shown = await board.open(URL)));
    expect(shown).toBe('projector');
    expect(done).toBe(`show inactive | ${BEAMED} | full true | load ${URL}`);
  });

  it.each<[string, DisplayInfo[], Partial<BoardDependencies>]>([
    ['there is one display', [LAPTOP], {}],
    ['the displays mirror each other', [LAPTOP, { ...LAPTOP, id: 2 }], {}],
    [
      'the projector mirrors a part of the desk',
      [LAPTOP, screen(2, { x: 0, y: 0, width: 1024, height: 768 })],
      {},
    ],
    ['windows cannot be placed', [LAPTOP, PROJECTOR], { canPlace: false }],
  ])('is a smaller window beside the desk when %s', async (_why, displays, overrides) => {
    const { board, windows } = room(displays, overrides);
    expect(await board.open(URL)).toBe('window');
    expect(windows[0]?.recorded).toEqual(['show', CORNER, `load ${URL}`]);
  });

  it('does not cover an open question', async () => {
    const { board, windows } = room([LAPTOP], { isDialogOpen: () => true });
    await board.open(URL);
    expect(windows[0]?.recorded).toContain('show inactive');
  });

  it('reuses the one board there is, and opens a new one after that was closed', async () => {
    const { board, windows } = room([LAPTOP, PROJECTOR]);
    await board.open(URL);
    await board.open(URL);
    expect(windows).toHaveLength(1);
    board.close();
    expect(board.isOpen()).toBe(false);
    await board.open(URL);
    expect(windows).toHaveLength(2);
  });
});

describe('the open board', () => {
  it('only comes to the front when it is opened again: it neither flickers nor leaves where it was dragged', async () => {
    const onProjector = room([LAPTOP, PROJECTOR]);
    await onProjector.board.open(URL);
    expect(await onProjector.after(() => onProjector.board.raise())).toBe('show inactive');
    const inWindow = room([LAPTOP]);
    await inWindow.board.open(URL);
    expect(await inWindow.after(() => inWindow.board.raise())).toBe('show');
  });

  it('goes to the last of several places when they change before it has left full screen', async () => {
    const { board, windows, after, plug } = room([LAPTOP, PROJECTOR]);
    await board.open(URL);
    const [window] = windows;
    if (window !== undefined) window.isSlow = true;
    const smaller = screen(2, { x: 1366, y: 0, width: 1280, height: 720 });
    const done = await after(() => {
      plug(LAPTOP, smaller);
      plug(LAPTOP);
      window?.emit('leave-full-screen');
    });
    expect(done?.split(' | ').slice(-1)).toEqual([CORNER]);
    expect(done).not.toContain('1280x720');
  });

  it('goes to the projector when it is plugged in, and comes back when it is unplugged', async () => {
    const { board, after, plug } = room([LAPTOP]);
    await board.open(URL);
    expect(await after(() => plug(LAPTOP, PROJECTOR))).toBe(`${BEAMED} | full true`);
    expect(await after(() => plug(LAPTOP))).toBe(`full false | ${CORNER}`);
  });

  it('comes back when the projector starts mirroring the desk', async () => {
    const { board, after, plug } = room([LAPTOP, PROJECTOR]);
    await board.open(URL);
    expect(await after(() => plug(LAPTOP, { ...LAPTOP, id: 2 }))).toBe(`full false | ${CORNER}`);
  });

  it("fills the projector's new size", async () => {
    const { board, after, plug } = room([LAPTOP, PROJECTOR]);
    await board.open(URL);
    const smaller = screen(2, { x: 1366, y: 0, width: 1280, height: 720 });
    expect(await after(() => plug(LAPTOP, smaller))).toBe('full false | 1366,0 1280x720 | full true');
  });

  it('stays where it is when something else changes', async () => {
    const { board, after, changed, plug } = room([LAPTOP, PROJECTOR]);
    await board.open(URL);
    expect(await after(changed)).toBe('');
    const third = screen(3, { x: 3286, y: 0, width: 800, height: 600 });
    expect(await after(() => plug(LAPTOP, PROJECTOR, third))).toBe('');
  });

  it('stays where the banker put it: dragged and full screen by herself, or taken out of full screen', async () => {
    const dragged = room([LAPTOP]);
    await dragged.board.open(URL);
    dragged.windows[0]?.setFullScreen(true);
    expect(await dragged.after(() => dragged.plug(LAPTOP, PROJECTOR))).toBe('');

    const escaped = room([LAPTOP, PROJECTOR]);
    await escaped.board.open(URL);
    escaped.windows[0]?.setFullScreen(false);
    const smaller = screen(2, { x: 1366, y: 0, width: 1280, height: 720 });
    expect(await escaped.after(() => escaped.plug(LAPTOP, smaller))).toBe('');
  });

  it('is left alone once it is closed', async () => {
    const { board, after, plug } = room([LAPTOP]);
    await board.open(URL);
    board.close();
    expect(await after(() => plug(LAPTOP, PROJECTOR))).toBe('');
  });
});
