/** The bus on Redis' publish and subscribe. */
import { randomUUID } from 'node:crypto';
import { createClient } from '@redis/client';
import type { Cancel } from '../time/clock.ts';
import type { HostBus, OpenBus, OpenBusOptions } from './host-bus.ts';
import type { RedisAddress } from './redis-address.ts';

/** How often a message goes to ourselves, and how long none may come back while the bus is said to work, ms. */
const BEAT_MS = 1_000;
const SILENCE_MS = 3_000;
/** More unanswered ones mean that the server stands still; what is not sent is found in the log. */
const MAX_UNANSWERED = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
const LONGEST_PAUSE_MS = 1_000;

/** Opens buses on this server, which connect in the background, again and again. */
export function redisBusAt(address: RedisAddress): OpenBus {
  return (options) => openRedisBus(address, options);
}

function openRedisBus(address: RedisAddress, { name, clock, report }: OpenBusOptions): HostBus {
  const client = createClient({
    url: address.url,
    socket: {
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectStrategy: (attempts) => Math.min(20 * 2 ** attempts, LONGEST_PAUSE_MS),
    },
    // A message that waits would be older than what the log says by then.
    disableOfflineQueue: true,
  });
  const subscriber = client.duplicate({ disableOfflineQueue: false });
  const listenersOf = new Map<string, Set<(text: string) => void>>();
  const watchers = new Set<(isWorking: boolean) => void>();
  const ownTopic = `beat ${randomUUID()}`;
  let unanswered = 0;
  // Until the first silence, it may only not be connected yet.
  let isWorking = true;
  let heardAt = clock.monotonic();
  let isClosed = false;
  let cancelBeat: Cancel = () => undefined;
  /** Each loss is told of once, however often the connection is tried again. */
  let isLost = false;

  const noteLoss = (error: unknown) => {
    if (isClosed || isLost) return;
    isLost = true;
    report(`the connection to ${address.shown} was lost`, error);
  };
  const say = (now: boolean) => {
    if (now === isWorking) return;
    isWorking = now;
    for (const watcher of watchers) watcher(now);
  };
  const publish = (topic: string, text: string): void => {
    if (!client.isReady || unanswered >= MAX_UNANSWERED) return;
    unanswered += 1;
    client
      .publish(`${name} ${topic}`, text)
      .catch(noteLoss)
      .finally(() => (unanswered -= 1));
  };
  const onMessage = (text: string, channel: string) => {
    for (const listener of listenersOf.get(channel.slice(name.length + 1)) ?? []) listener(text);
  };
  const subscribe = (topic: string, listener: (text: string) => void): Cancel => {
    const channel = `${name} ${topic}`;
    const known = listenersOf.get(topic);
    const listeners = known ?? new Set();
    listenersOf.set(topic, listeners.add(listener));
    // Those who listen stay subscribed through every loss of the connection.
    if (known === undefined) subscriber.subscribe(channel, onMessage).catch(noteLoss);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || listenersOf.get(topic) !== listeners) return;
      listenersOf.delete(topic);
      if (!isClosed) subscriber.unsubscribe(channel, onMessage).catch(noteLoss);
    };
  };
  const beat = () => {
    if (clock.monotonic() - heardAt > SILENCE_MS) say(false);
    publish(ownTopic, '');
    cancelBeat = clock.after(BEAT_MS, beat);
  };

  for (const one of [client, subscriber]) {
    one.on('error', noteLoss);
    one.on('ready', () => {
      isLost = false;
    });
    one.connect().catch(noteLoss);
  }
  subscribe(ownTopic, () => {
    heardAt = clock.monotonic();
    say(true);
  });
  client.once('ready', () => publish(ownTopic, ''));
  beat();

  return {
    publish,
    subscribe,
    watch(watcher) {
      watchers.add(watcher);
      watcher(isWorking);
      return () => watchers.delete(watcher);
    },
    async close() {
      isClosed = true;
      cancelBeat();
      // A server that stands still would keep a polite goodbye waiting.
      for (const one of [client, subscriber]) if (one.isOpen) one.destroy();
    },
  };
}
