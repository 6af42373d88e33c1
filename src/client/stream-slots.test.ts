import { describe, expect, it } from 'vitest';
import { createManualEnvironment } from './manual-environment.fake.ts';
import { ANSWER_MS, claimStream, MAX_STREAMS } from './stream-slots.ts';

/** The pages of one browser, with clocks of one device. */
function createBrowser() {
  const listeners = new Map<object, (message: unknown) => void>();
  const environment = createManualEnvironment({
    openChannel(_name, onMessage) {
      const page = {};
      listeners.set(page, onMessage);
      return {
        post(message) {
          for (const [other, listener] of listeners) if (other !== page) listener(message);
        },
        close: () => void listeners.delete(page),
      };
    },
  });
  let pages = 0;
  const claim = () => {
    pages += 1;
    const answers: boolean[] = [];
    const release = claimStream(environment, `page-${pages}`, (isGranted) => answers.push(isGranted));
    return { answers, release };
  };
  return { environment, claim, listeners };
}

describe('the streams of one browser', () => {
  it('go to the first pages that ask, and to no more', () => {
    const { environment, claim } = createBrowser();
    const pages = Array.from({ length: MAX_STREAMS + 2 }, () => {
      const page = claim();
      environment.advance(ANSWER_MS);
      return page;
    });
    expect(pages.map(({ answers }) => answers)).toEqual([[true], [true], [true], [false], [false]]);
  });

  it('are as many when all pages ask at the same moment', () => {
    const { environment, claim } = createBrowser();
    const pages = Array.from({ length: 6 }, claim);
    environment.advance(ANSWER_MS);
    const granted = pages.flatMap(({ answers }) => answers);
    expect([granted.length, granted.filter(Boolean).length]).toEqual([6, MAX_STREAMS]);
  });

  it('are free again when a page gives its own back, and pages without one do not count', () => {
    const { environment, claim } = createBrowser();
    const pages = Array.from({ length: MAX_STREAMS + 2 }, claim);
    environment.advance(ANSWER_MS);
    pages[0]?.release();
    const next = claim();
    environment.advance(ANSWER_MS);
    expect(next.answers).toEqual([true]);
  });

  it('are not granted any more once the claim is given up', () => {
    const { environment, claim, listeners } = createBrowser();
    const page = claim();
    page.release();
    environment.advance(ANSWER_MS);
    expect([page.answers, listeners.size]).toEqual([[], 0]);
  });

  it('ignore what else is said on the channel', () => {
    const { environment, claim, listeners } = createBrowser();
    const page = claim();
    for (const listener of listeners.values())
      for (const message of [null, 'x', {}, { id: 1, since: 0, asks: true }]) listener(message);
    environment.advance(ANSWER_MS);
    expect(page.answers).toEqual([true]);
  });

  it('are granted at once where pages cannot talk to each other', () => {
    const environment = createManualEnvironment({ openChannel: () => null });
    const answers: boolean[] = [];
    claimStream(environment, 'page', (isGranted) => answers.push(isGranted));
    expect(answers).toEqual([true]);
  });
});
