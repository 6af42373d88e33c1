/** What a host waits for before it takes part in the time that hosts share. */
import { timeOf, type ClockReading, type SharedClock } from './clock-doubts.ts';

const ASK_MS = 1_000;
/** Hosts that live say so each second. */
const SILENCE_MS = 3_000;
/** A doubt is settled, or denied, in less, also by hosts that are far from the database. */
const LONGEST_DOUBT_MS = 45_000;
/** Whoever has a doubt, and says for so long no more that it lives, does so no longer: for six seconds, hosts wait for the database. */
const SILENCE_IN_DOUBT_MS = 20_000;
/** For so long after the last host, what that one knew of the clock holds. */
const CORRECTION_LASTS_MS = 5 * 60_000;

/**
 * Waits while hosts find out whether the database's clock was set, which a host that starts cannot know; or, where none seems to live,
 * whether one is about to say so. Then, if none does, begins anew. Rejects with `StorageError`.
 */
export async function agreeOnTime(
  shared: Pick<SharedClock, 'read' | 'beginAnew'>,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  let heard: number | null = null;
  let heardAtMs = 0;
  for (let waitedMs = 0; ; waitedMs += ASK_MS) {
    const reading = await shared.read();
    if (reading.seenAt !== heard) heardAtMs = waitedMs;
    heard = reading.seenAt;
    const isOpen = reading.doubtState === 'open';
    if (!isOpen && (reading.seenAt === null || isWithin(reading, SILENCE_MS))) return;
    const hasEnded = waitedMs >= LONGEST_DOUBT_MS || waitedMs - heardAtMs >= SILENCE_IN_DOUBT_MS;
    if (isOpen ? hasEnded : waitedMs >= SILENCE_MS) {
      const holds = isWithin(reading, CORRECTION_LASTS_MS);
      await shared.beginAnew(reading, holds ? reading.correctionMs : 0);
      return;
    }
    await pause(ASK_MS);
  }
}

/** Whether a host was alive so recently, and none in the time to come. */
function isWithin(reading: ClockReading, ms: number): boolean {
  const elapsedMs = timeOf(reading) - (reading.seenAt ?? 0);
  return elapsedMs >= -ASK_MS && elapsedMs <= ms;
}
