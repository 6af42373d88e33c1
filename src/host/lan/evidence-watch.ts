/** Keeps what the system tells about its interfaces up to date, asking only when they have changed: commands cost a laptop's battery. */
import type { Cancel, Clock } from '../time/clock.ts';
import type { Interfaces } from './addresses.ts';
import type { NetworkEvidence, ReadEvidence } from './network-evidence.ts';

/** An interface that appears gets one address after the other; one that comes and goes all evening is not followed any faster. */
export const MAX_QUESTIONS_A_MINUTE = 6;
const MINUTE_MS = 60_000;

export interface EvidenceWatchOptions {
  readonly read: ReadEvidence;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Called after each answer. */
  readonly onAnswer: () => void;
}

export interface EvidenceWatch {
  /** The last answer; empty before the first. */
  current(): NetworkEvidence;
  /** Asks if these are not the interfaces of last time. */
  follow(interfaces: Interfaces): void;
  /** Asks at once, whatever is known: the laptop may have slept. */
  renew(interfaces: Interfaces): void;
  /** Resolves with the first answer, or when the watch is closed. */
  firstAnswer(): Promise<void>;
  /** Ends a question that is being asked. */
  close: Cancel;
}

export function createEvidenceWatch({ read, clock, onAnswer }: EvidenceWatchOptions): EvidenceWatch {
  let answered = () => {};
  const firstAnswer = new Promise<void>((resolve) => (answered = resolve));
  let evidence: NetworkEvidence = new Map();
  let askedAbout: string | null = null;
  let askedAt: readonly number[] = [];
  let question: AbortController | null = null;

  const withinTheMinute = () => askedAt.filter((at) => clock.monotonic() - at < MINUTE_MS);

  const accept = (answer: NetworkEvidence) => {
    question = null;
    evidence = answer;
    onAnswer();
    answered();
  };

  const ask = async (interfaces: Interfaces) => {
    question?.abort();
    const asking = new AbortController();
    question = asking;
    askedAbout = identityOf(interfaces);
    askedAt = [...withinTheMinute(), clock.monotonic()];
    if (askedAbout === '') return accept(new Map());
    const answer = await read(interfaces, asking.signal);
    if (!asking.signal.aborted) accept(answer);
  };

  return {
    current: () => evidence,
    follow(interfaces) {
      if (identityOf(interfaces) === askedAbout || question !== null) return;
      if (withinTheMinute().length < MAX_QUESTIONS_A_MINUTE) void ask(interfaces);
    },
    renew: (interfaces) => void ask(interfaces),
    firstAnswer: () => firstAnswer,
    close() {
      question?.abort();
      answered();
    },
  };
}

function identityOf(interfaces: Interfaces): string {
  return Object.entries(interfaces)
    .flatMap(([name, infos = []]) =>
      infos.filter(({ internal }) => !internal).map(({ address }) => `${name}=${address}`),
    )
    .toSorted()
    .join(' ');
}
