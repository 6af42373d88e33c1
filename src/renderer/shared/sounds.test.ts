import { describe, expect, it } from 'vitest';
import { inMemoryStorage } from '../../client/safe-storage.fake.ts';
import { createSounds } from './sounds.ts';

/** Only what a tone needs; counts the notes that were started. */
function fakeContext() {
  const parameter = {
    value: 0,
    setValueAtTime: () => undefined,
    linearRampToValueAtTime: () => undefined,
  };
  const fake = {
    state: 'suspended',
    currentTime: 0,
    notes: 0,
    refuses: false,
    destination: {},
    addEventListener: () => undefined,
    resume() {
      if (fake.refuses) return Promise.reject(new Error('not by a tap'));
      fake.state = 'running';
      return Promise.resolve();
    },
    createOscillator: () => ({
      frequency: { value: 0 },
      type: '',
      connect: (next: unknown) => next,
      start: () => {
        fake.notes += 1;
      },
      stop: () => undefined,
    }),
    createGain: () => ({ gain: parameter, connect: (next: unknown) => next }),
  };
  return fake;
}

function open() {
  const context = fakeContext();
  const sounds = createSounds({
    makeContext: () => context as unknown as AudioContext,
    storage: inMemoryStorage(),
  });
  return { context, sounds };
}

describe('sounds', () => {
  it('need a tap first', () => {
    const { context, sounds } = open();
    sounds.play('assigned');
    expect(context.notes).toBe(0);
    sounds.unlock();
    expect(sounds.isUnlocked()).toBe(true);
    sounds.play('assigned');
    expect(context.notes).toBe(3);
  });

  it('resume with the next tap after a screen lock', () => {
    const { context, sounds } = open();
    sounds.unlock();
    context.state = 'interrupted';
    expect(sounds.isUnlocked()).toBe(false);
    sounds.unlock();
    expect(sounds.isUnlocked()).toBe(true);
  });

  it('are silent when muted, and remember it', () => {
    const { context, sounds } = open();
    sounds.unlock();
    let told = 0;
    sounds.subscribe(() => {
      told += 1;
    });
    sounds.mute(true);
    sounds.play('soon');
    expect(context.notes).toBe(0);
    expect(sounds.isMuted()).toBe(true);
    expect(told).toBe(1);
  });

  it('do not break a page in a browser without them', () => {
    const sounds = createSounds({
      makeContext: () => {
        throw new Error('no AudioContext');
      },
      storage: inMemoryStorage(),
    });
    sounds.unlock();
    sounds.play('done');
    expect(sounds.isUnlocked()).toBe(false);
  });

  it('stay locked if the browser rejects the tap', async () => {
    const { context, sounds } = open();
    context.refuses = true;
    const told = new Promise<void>((resolve) => {
      sounds.subscribe(resolve);
    });
    sounds.unlock();
    await told;
    expect(sounds.isUnlocked()).toBe(false);
  });
});
