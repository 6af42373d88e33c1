/** Phones that are only their live connections, for what takes many of them at once. */
import { WebSocket } from 'ws';
import { joinGame, nameOf } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';

interface Seat {
  readonly player_id: number;
  readonly token: string;
}

/** Phones in a Wi-Fi that can be switched off: then they answer nothing any more, and their connections stand. */
export class Wifi {
  readonly #host: RunningHost;
  readonly #code: string;
  #sockets: WebSocket[] = [];

  constructor(host: RunningHost, code: string) {
    this.#host = host;
    this.#code = code;
  }

  async connect(seats: readonly Seat[]): Promise<void> {
    await Promise.all(
      seats.map(({ player_id: id, token }) => {
        const socket = new WebSocket(`${this.#host.ready.url.replace('http', 'ws')}/ws/${this.#code}/${id}`, {
          headers: { Authorization: `Bearer ${token}` },
        });
        this.#sockets.push(socket);
        return new Promise((resolve, reject) => {
          socket.once('message', resolve);
          socket.on('error', reject);
        });
      }),
    );
  }

  switchOff(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  disconnect(): void {
    for (const socket of this.#sockets.splice(0)) socket.terminate();
  }
}

/** So many players, each in one of four teams. */
export const joinAll = (host: RunningHost, code: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => joinGame(host, code, nameOf(index), 1 + (index % 4))),
  );
