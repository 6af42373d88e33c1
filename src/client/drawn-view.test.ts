import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../protocol/frames.ts';
import { FrameByFrame } from './drawn-view.ts';
import type { GameView } from './game-view.ts';
import { createManualEnvironment } from './manual-environment.fake.ts';

/** A game of which only the position counts. */
function aGame() {
  const environment = createManualEnvironment();
  let view = { seq: 0 } as GameView;
  const errors: unknown[] = [];
  const drawn = new FrameByFrame(
    (callback) => environment.nextFrame(callback),
    () => view,
    (error) => errors.push(error),
  );
  const happen = (count: number) => {
    for (let index = 0; index < count; index += 1) {
      view = { ...view, seq: view.seq + 1 };
      drawn.changed();
      drawn.applied({ seq: view.seq } as EventFrame);
    }
  };
  const frame = () => environment.advance(16);
  return { drawn, happen, frame, errors, environment };
}

describe('what is drawn', () => {
  it('G6: changes once a frame, however many events arrive, and then it is the latest', () => {
    const { drawn, happen, frame } = aGame();
    const seen: number[] = [];
    drawn.subscribe(() => seen.push(drawn.getView().seq));
    happen(500);
    expect([seen, drawn.getView().seq]).toEqual([[], 0]);
    frame();
    expect(seen).toEqual([500]);
    frame();
    expect(seen).toEqual([500]);
    happen(1);
    frame();
    expect(seen).toEqual([500, 501]);
  });

  it('G3: hears of every event once and in order, before the view that they led to is drawn', () => {
    const { drawn, happen, frame } = aGame();
    const heard: (readonly number[] | string)[] = [];
    drawn.subscribe(() => heard.push(`drawn ${drawn.getView().seq}`));
    drawn.onEvents((frames) => heard.push(frames.map(({ seq }) => seq)));
    happen(3);
    frame();
    happen(2);
    frame();
    expect(heard).toEqual([[1, 2, 3], 'drawn 3', [4, 5], 'drawn 5']);
  });

  it('is one and the same object between two frames, whoever asks', () => {
    const { drawn, happen, frame } = aGame();
    drawn.subscribe(() => undefined);
    happen(1);
    const before = drawn.getView();
    happen(1);
    expect(drawn.getView()).toBe(before);
    frame();
    expect(drawn.getView()).not.toBe(before);
  });

  it('is the latest while nobody draws, and costs no frames', () => {
    const { drawn, happen, environment } = aGame();
    happen(2);
    expect([drawn.getView().seq, environment.pendingTimers]).toEqual([2, []]);
    const stop = drawn.subscribe(() => undefined);
    happen(1);
    expect(environment.pendingTimers).toEqual([16]);
    stop();
    stop();
    expect([drawn.getView().seq, environment.pendingTimers]).toEqual([3, []]);
  });

  it('does not hear again of what happened while nobody listened', () => {
    const { drawn, happen, frame } = aGame();
    drawn.onEvents(() => undefined)();
    happen(2);
    const heard: number[] = [];
    drawn.onEvents((frames) => heard.push(...frames.map(({ seq }) => seq)));
    happen(1);
    frame();
    expect(heard).toEqual([3]);
  });

  it('goes on although a listener throws', () => {
    const { drawn, happen, frame, errors } = aGame();
    const seen: number[] = [];
    drawn.onEvents(() => {
      throw new Error('stumbled');
    });
    drawn.subscribe(() => seen.push(drawn.getView().seq));
    happen(2);
    frame();
    happen(1);
    frame();
    expect([seen, errors]).toEqual([
      [2, 3],
      [new Error('stumbled'), new Error('stumbled')],
    ]);
  });
});
