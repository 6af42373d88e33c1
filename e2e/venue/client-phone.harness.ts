import { join } from 'node:path';
import type { ConnectionStatus } from '../../src/client/game-view.ts';
import type { Namespace, NamespacedProcess } from '../../src/host/lan/network-namespaces.harness.ts';

/** What a phone without a browser prints. */
export type PhoneReport =
  | { readonly what: 'joined'; readonly id: number }
  | { readonly what: 'connection'; readonly connection: ConnectionStatus }
  /** The host has acknowledged it. */
  | { readonly what: 'requested' | 'cancelled'; readonly challenge: number }
  | { readonly what: 'stopped' };

const PROGRAM = join(import.meta.dirname, 'client-phone-process.harness.ts');

/** A phone without a browser, in a namespace, with the client that the pages use. */
export class ClientPhone {
  readonly name: string;
  readonly #process: NamespacedProcess;

  constructor(device: Namespace, url: string, code: string, name: string, team: number) {
    this.name = name;
    this.#process = device.run(process.execPath, [PROGRAM, url, code, name, String(team)]);
  }

  get #reports(): PhoneReport[] {
    return this.#process.lines.map((line) => JSON.parse(line) as PhoneReport);
  }

  /** Resolves with the player's ID, once the phone has joined. */
  async joined(ms?: number): Promise<number> {
    const line = await this.#process.line((each) => each.includes('"joined"'), ms);
    return (JSON.parse(line) as { id: number }).id;
  }

  get connection(): ConnectionStatus | undefined {
    const last = this.#reports.findLast((report) => report.what === 'connection');
    return last?.what === 'connection' ? last.connection : undefined;
  }

  /** The challenges of which the host has acknowledged this step. */
  acknowledged(step: 'requested' | 'cancelled'): number[] {
    return this.#reports.flatMap((report) => (report.what === step ? [report.challenge] : []));
  }

  /** From now on the player asks for a farm and takes that back, again and again. */
  play(): void {
    this.#process.process.stdin.write('play\n');
  }

  /** Resolves once the last tap has been answered. */
  async stop(ms: number): Promise<void> {
    const stops = () => this.#process.lines.filter((line) => line.includes('"stopped"')).length;
    const before = stops();
    this.#process.process.stdin.write('stop\n');
    await this.#process.line(() => stops() > before, ms);
  }
}
