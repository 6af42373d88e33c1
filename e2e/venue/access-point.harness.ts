/** A Wi-Fi as network namespaces know it: a bridge, and a cable to each device. */
import { join } from 'node:path';
import type { Namespace, Namespaces } from '../../src/host/lan/network-namespaces.harness.ts';

/** What a bad Wi-Fi does to each packet, in either direction. */
export interface BadReception {
  /** The path of Python 3. */
  readonly python: string;
  readonly delayMs: number;
  /** How many packets get lost, from 0 to 1. */
  readonly loss: number;
}

const BAD_CABLE = join(import.meta.dirname, 'bad-cable.py');
/** The same packets are lost in each run. */
const SEED = '1';

export class AccessPoint {
  readonly #namespaces: Namespaces;
  readonly #namespace: Namespace;
  /** The first three numbers of all addresses. */
  readonly #network: string;
  readonly #ports: string[] = [];
  #isIsolated = false;

  /** `network`: such as `192.168.7`, of which the access point itself gets the 1. */
  constructor(namespaces: Namespaces, network: string) {
    this.#namespaces = namespaces;
    this.#network = network;
    this.#namespace = namespaces.add(`ap${network.split('.').at(-1)}`);
    this.#namespace.ip('link', 'add', 'bridge', 'type', 'bridge');
    this.#namespace.ip('addr', 'add', `${network}.1/24`, 'dev', 'bridge');
    this.#namespace.ip('link', 'set', 'bridge', 'up');
  }

  /** Connects a device; returns its address, which ends in `number`. */
  join(device: Namespace, number: number, interfaceName = 'wlan0'): string {
    const port = `port${this.#ports.length}`;
    this.#namespaces.connect(
      { namespace: device, interfaceName },
      { namespace: this.#namespace, interfaceName: port },
    );
    this.#attach(port);
    return this.giveAddress(device, number, interfaceName);
  }

  /** Connects a device that is far away. */
  async joinBadly(
    device: Namespace,
    number: number,
    { python, delayMs, loss }: BadReception,
  ): Promise<string> {
    const cable = this.#namespace.run(python, [BAD_CABLE, String(delayMs), String(loss), SEED]);
    await cable.line((line) => line === 'ready');
    const port = `port${this.#ports.length}`;
    this.#namespace.ip('link', 'set', 'far', 'name', port, 'up');
    this.#attach(port);
    this.#namespace.ip('link', 'set', 'near', 'name', 'wlan0', 'netns', device.name);
    device.ip('link', 'set', 'wlan0', 'up');
    return this.giveAddress(device, number);
  }

  /** As its DHCP does: the device has this address from now on, and no other there. Returns the address. */
  giveAddress(device: Namespace, number: number, interfaceName = 'wlan0'): string {
    const address = `${this.#network}.${number}`;
    device.ip('-4', 'addr', 'flush', 'dev', interfaceName);
    device.ip('addr', 'add', `${address}/24`, 'dev', interfaceName);
    // As NetworkManager has it: a cable before the Wi-Fi.
    const metric = String((interfaceName.startsWith('eth') ? 100 : 600) + Number(interfaceName.at(-1)));
    const route = ['default', 'via', `${this.#network}.1`, 'dev', interfaceName, 'metric', metric];
    device.ip('route', 'add', ...route);
    return address;
  }

  /** Client isolation: devices reach the access point, but not each other. */
  isolate(isOn: boolean): void {
    this.#isIsolated = isOn;
    for (const port of this.#ports) this.#isolatePort(port);
  }

  /** Every device notices at once that its Wi-Fi is gone. */
  switchOff(): void {
    for (const port of this.#ports) this.#namespace.ip('link', 'set', port, 'down');
  }

  switchOn(): void {
    for (const port of this.#ports) this.#namespace.ip('link', 'set', port, 'up');
  }

  #attach(port: string): void {
    this.#ports.push(port);
    this.#namespace.ip('link', 'set', port, 'master', 'bridge');
    this.#isolatePort(port);
  }

  #isolatePort(port: string): void {
    const isolated = ['isolated', this.#isIsolated ? 'on' : 'off'];
    this.#namespace.ip('link', 'set', port, 'type', 'bridge_slave', ...isolated);
  }
}
