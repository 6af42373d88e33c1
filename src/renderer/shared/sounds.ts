/** Short tones synthesised in the browser: nothing to load. */
import type { SafeStorage } from '../../client/safe-storage.ts';

/** One note of a tone: hertz, start and duration in seconds. */
type ToneNote = readonly [hertz: number, from: number, lasts: number];

const TONES = {
  /** There is something to do. */
  assigned: [
    [523, 0, 0.16],
    [659, 0.16, 0.16],
    [784, 0.32, 0.3],
  ],
  /** Half a minute left. */
  soon: [
    [880, 0, 0.12],
    [880, 0.2, 0.12],
    [880, 0.4, 0.2],
  ],
  /** Somebody asks. */
  request: [
    [659, 0, 0.14],
    [880, 0.14, 0.28],
  ],
  /** Somebody has joined. */
  joined: [
    [587, 0, 0.1],
    [880, 0.1, 0.22],
  ],
  done: [
    [784, 0, 0.14],
    [1047, 0.14, 0.3],
  ],
  /** Something is wrong with the evening itself. */
  alarm: [
    [440, 0, 0.2],
    [440, 0.3, 0.2],
    [440, 0.6, 0.4],
  ],
  /** It ended without being done. */
  ended: [
    [440, 0, 0.2],
    [330, 0.2, 0.35],
  ],
} as const satisfies Record<string, readonly ToneNote[]>;

type Tone = keyof typeof TONES;

const STORAGE_KEY = 'muted';
const USUAL_VOLUME = 0.35;

export interface Sounds {
  /** Call this on a tap: browsers play no sound before one, and iOS suspends it again after each screen lock. */
  unlock(): void;
  /** True once a tap has enabled sound. */
  readonly isUnlocked: () => boolean;
  play(tone: Tone): void;
  readonly isMuted: () => boolean;
  mute(muted: boolean): void;
  /** 0 to 1. */
  setVolume(volume: number): void;
  /** Called when unlocked or muted changes. Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface SoundOptions {
  /** `() => new AudioContext()`; throws where there is none. */
  readonly makeContext: () => AudioContext;
  readonly storage: SafeStorage;
}

/** One per page. Whether it is muted is stored in this browser. */
export function createSounds({ makeContext, storage }: SoundOptions): Sounds {
  const listeners = new Set<() => void>();
  let context: AudioContext | null = null;
  let volume = USUAL_VOLUME;
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const open = (): AudioContext | null => {
    try {
      context ??= makeContext();
      context.addEventListener('statechange', notify);
    } catch {
      // A browser without Web Audio stays silent; text and vibration still work.
      return null;
    }
    return context;
  };
  const isMuted = () => storage.read(STORAGE_KEY) === 'yes';

  return {
    unlock() {
      const opened = open();
      if (opened === null || opened.state === 'running') return;
      // A rejection means that this tap didn't count; the next one tries again.
      opened.resume().then(notify, notify);
    },
    isUnlocked: () => context?.state === 'running',
    play(tone) {
      if (context === null || isMuted()) return;
      for (const note of TONES[tone]) playNote(context, note, volume);
    },
    isMuted,
    mute(muted) {
      if (muted) storage.write(STORAGE_KEY, 'yes');
      else storage.remove(STORAGE_KEY);
      notify();
    },
    setVolume(loudness) {
      volume = Math.min(1, Math.max(0, loudness));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function playNote(context: AudioContext, [hertz, from, lasts]: ToneNote, volume: number): void {
  const start = context.currentTime + from;
  const end = start + lasts;
  const oscillator = context.createOscillator();
  const loudness = context.createGain();
  oscillator.frequency.value = hertz;
  oscillator.type = 'triangle';
  // Fades in and out: a tone that starts or stops at full volume clicks.
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(volume, start + 0.02);
  loudness.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
