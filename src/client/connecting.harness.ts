/** For tests: a connection to a scripted host, on clocks that are advanced by hand. */
import { WebSocket } from 'ws';
import type { Environment } from './environment.ts';
import type { ConnectionStatus } from './game-view.ts';
import { HostClock } from './host-clock.ts';
import { LiveConnection } from './live-connection.ts';
import { createManualEnvironment, type ManualEnvironment } from './manual-environment.fake.ts';
import type { HostConnection } from './scripted-connections.harness.ts';
import { ScriptedHost } from './scripted-host.harness.ts';
import { openSocketWith, type SocketHandlers } from './socket.ts';
import { waitFor } from './wait-for.harness.ts';

interface ConnectOptions extends Partial<Environment> {
  readonly isPhone?: boolean;
  /** The device's idea of the time, ms since 1970. */
  readonly deviceTime?: number;
}

export class ConnectingHarness {
  readonly host = new ScriptedHost();
  #connection: LiveConnection | null = null;

  open(): Promise<void> {
    return this.host.open();
  }

  async close(): Promise<void> {
    this.#connection?.close();
    await this.host.close();
  }

  connect({ isPhone = false, deviceTime, ...own }: ConnectOptions = {}) {
    const environment = createManualEnvironment(
      { openSocket: openSocketWith(WebSocket), ...own },
      deviceTime,
    );
    const statuses: ConnectionStatus[] = [];
    const hostClock = new HostClock(() => environment.monotonic());
    this.#connection = new LiveConnection({
      baseUrl: this.host.baseUrl,
      code: 'PLAY23',
      participantId: 1,
      keepsTimersWhileHidden: !isPhone,
      environment,
      hostClock,
      onWelcome: () => undefined,
      onEvent: () => undefined,
      onPresence: () => undefined,
      onNotice: () => undefined,
      onStatus: (status) => statuses.push(status),
      onError: (error) => {
        throw error;
      },
    });
    return { place: environment, words: statuses, hostClock, live: this.#connection };
  }

  async connectAndWelcome(options?: ConnectOptions) {
    const opened = this.connect(options);
    await waitFor(() => {
      if (this.host.connections.length === 0) opened.place.advance(300);
      requireThat(this.host.connections.length === 1, 'nobody has connected');
    });
    const first = await this.host.connection(0);
    first.send(this.host.welcomeFrame());
    await waitFor(() => requireThat(opened.words.join() === 'live', 'it is not live'));
    // The ping after the welcome, so that later pings can be told apart.
    await waitFor(() => requireThat(first.received.length > 0, 'no ping has come'));
    return { ...opened, first };
  }

  /** Advances until the next connection comes. */
  async nextConnection(environment: ManualEnvironment, index = 1): Promise<HostConnection> {
    await waitFor(() => {
      environment.advance(100);
      requireThat(this.host.connections.length > index, `connection ${index} has not come`);
    });
    return this.host.connection(index);
  }
}

function requireThat(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

/** Gives answers on their way time to arrive. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await new Promise((resolve) => void setImmediate(resolve));
}

/** Sockets that do nothing, and the handlers they were given. */
export function deadNetwork(handlersOf: SocketHandlers[] = []) {
  const openSocket: Environment['openSocket'] = (_url, _headers, handlers) => {
    handlersOf.push(handlers);
    return { send: () => undefined, close: () => undefined };
  };
  return { openSocket, handlersOf };
}
