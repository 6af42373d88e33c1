/** The bus on Redis' publish and subscribe, and its scripts. */
import { createHash, randomUUID } from 'node:crypto';
import { createClient, ErrorReply } from '@redis/client';
import type { Cancel } from '../time/clock.ts';
import { createForeignMessages } from './foreign-messages.ts';
import type { HostBus, OpenBus, OpenBusOptions } from './host-bus.ts';
import type { RedisAddress } from './redis-address.ts';

/** How often a message goes to ourselves, and how long none may come back while the bus is said to work, ms. */
const BEAT_MS = 1_000;
const SILENCE_MS = 3_000;
/** More unanswered ones mean that the server stands still; what is not sent is found in the log. */
const MAX_UNANSWERED = 1_000;
/** How long a request waits for a script, ms. */
const SCRIPT_TIMEOUT_MS = 500;
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
  /** Whether scripts need not wait for the next beat to arrive. */
  let isAnswering = true;
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
  /** By their texts. */
  const hashes = new Map<string, string>();
  const hashOf = (script: string): string => {
    const hash = hashes.get(script) ?? createHash('sha1').update(script).digest('hex');
    hashes.set(script, hash);
    return hash;
  };
  const runScript = async (script: string, keys: readonly string[], args: readonly string[]) => {
    const given = { keys: keys.map((key) => `${name} ${key}`), arguments: [...args] };
    try {
      return await client.evalSha(hashOf(script), given);
    } catch (error) {
      // It was started again, and has not heard of it.
      if (!(error instanceof ErrorReply) || !error.message.startsWith('NOSCRIPT')) throw error;
      return await client.eval(script, given);
    }
  };
  const evaluate: HostBus['evaluate'] = async (script, keys, args) => {
    if (!client.isReady || !isAnswering || unanswered >= MAX_UNANSWERED) return null;
    unanswered += 1;
    return await new Promise<readonly unknown[] | null>((resolve) => {
      let isDone = false;
      const giveUp = () => {
        if (isDone) return;
        // Until the next beat arrives, nobody else waits.
        isAnswering = false;
        resolve(null);
      };
      // Where this host itself has stood still, the answer may have come: it is read before what is deferred.
      const cancel = clock.after(SCRIPT_TIMEOUT_MS, () => clock.defer(giveUp));
      runScript(script, keys, args)
        .then((answer) => resolve(Array.isArray(answer) ? answer : null))
        .catch((error: unknown) => {
          noteLoss(error);
          resolve(null);
        })
        .finally(() => {
          isDone = true;
          unanswered -= 1;
          cancel();
        });
    });
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
    isAnswering = true;
    say(true);
  });
  client.once('ready', () => publish(ownTopic, ''));
  beat();

  return {
    publish,
    subscribe,
    noteForeign: createForeignMessages(clock, report),
    evaluate,
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
