import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { createEvidenceWatch, MAX_QUESTIONS_A_MINUTE, type EvidenceWatch } from './evidence-watch.ts';
import { interfacesOf } from './laptops.fixtures.ts';
import type { NetworkEvidence } from './network-evidence.ts';

const WIFI = interfacesOf({ wlan0: '192.168.1.20' });
const BOTH = interfacesOf({ wlan0: '192.168.1.20', eth0: '10.0.0.9' });
const NONE = interfacesOf({ lo: '127.0.0.1' });
const ANSWER: NetworkEvidence = new Map([['wlan0', { kind: 'wifi' }]]);

interface Question {
  readonly signal: AbortSignal;
  readonly answer: (evidence: NetworkEvidence) => void;
}

let clock: ManualClock;
let questions: Question[];
let answers: number;
let watch: EvidenceWatch;

beforeEach(() => {
  clock = createManualClock();
  questions = [];
  answers = 0;
  watch = createEvidenceWatch({
    clock,
    read: (_interfaces, signal) => new Promise((answer) => questions.push({ signal, answer })),
    onAnswer: () => void (answers += 1),
  });
});

/** Answers the newest question, and waits until the answer has arrived. */
async function reply(evidence = ANSWER): Promise<void> {
  questions.at(-1)?.answer(evidence);
  await new Promise((resolve) => setImmediate(resolve));
}

describe('the evidence', () => {
  it('is asked for once, while the interfaces stay as they are', async () => {
    for (let poll = 0; poll < 100; poll += 1) watch.follow(WIFI);
    await reply();
    for (let poll = 0; poll < 1_000; poll += 1) {
      clock.advance(3_000);
      watch.follow(WIFI);
    }
    expect(questions.length).toBe(1);
    expect([watch.current(), answers]).toEqual([ANSWER, 1]);
  });

  it('is asked for again when an address came or went', async () => {
    watch.follow(WIFI);
    await reply();
    watch.follow(BOTH);
    await reply();
    watch.follow(WIFI);
    expect(questions.length).toBe(3);
  });

  it('is not asked for all the time where an interface comes and goes', async () => {
    for (let poll = 0; poll < 200; poll += 1) {
      watch.follow(poll % 2 === 0 ? WIFI : BOTH);
      await reply();
      clock.advance(3_000);
    }
    const minutes = (200 * 3_000) / 60_000;
    expect(questions.length).toBe(minutes * MAX_QUESTIONS_A_MINUTE);
  });

  it('is not asked for twice at a time', () => {
    watch.follow(WIFI);
    watch.follow(BOTH);
    expect(questions.length).toBe(1);
  });

  it('is asked for at once after a sleep; what was asked before no longer counts', async () => {
    watch.follow(WIFI);
    watch.renew(WIFI);
    expect(questions.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    questions[0]?.answer(new Map());
    await reply();
    expect([watch.current(), answers]).toEqual([ANSWER, 1]);
  });

  it('is nothing without a network, and nobody is asked', async () => {
    watch.follow(NONE);
    await watch.firstAnswer();
    expect([questions.length, watch.current().size, answers]).toEqual([0, 0, 1]);
  });

  it('can be waited for; closing ends the wait and the question', async () => {
    watch.follow(WIFI);
    watch.close();
    await watch.firstAnswer();
    expect(questions[0]?.signal.aborted).toBe(true);
    await reply();
    expect(answers).toBe(0);
  });
});
