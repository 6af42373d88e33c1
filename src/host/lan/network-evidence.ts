/** What the system tells about its network interfaces besides names and addresses. */
import type { Interfaces } from './addresses.ts';
import type { InterfaceKind } from './interface-kind.ts';

export interface InterfaceEvidence {
  readonly kind?: InterfaceKind;
  /** True: a default route leads through it. Absent: none was found. */
  readonly hasGateway?: boolean;
  /** The name of the Wi-Fi that it is in, or makes. */
  readonly ssid?: string;
}

/** By the interface's name. What is not known is absent. */
export type NetworkEvidence = ReadonlyMap<string, InterfaceEvidence>;

/** What one source tells about one interface. */
export interface Finding extends InterfaceEvidence {
  readonly interfaceName: string;
}

/** Asks the system about these interfaces. Never rejects: what a source does not tell is absent. Aborting ends it at once. */
export type ReadEvidence = (interfaces: Interfaces, signal: AbortSignal) => Promise<NetworkEvidence>;

/** All findings by interface. A running hotspot counts, whoever says so; otherwise the first kind does, as the first name does. */
export function mergeFindings(findings: readonly Finding[]): NetworkEvidence {
  const merged = new Map<string, InterfaceEvidence>();
  for (const { interfaceName, kind, hasGateway, ssid } of findings) {
    const known = merged.get(interfaceName);
    const name = known?.ssid ?? ssid;
    const likelier = kind === 'hotspot' ? kind : (known?.kind ?? kind);
    merged.set(interfaceName, {
      ...(likelier !== undefined && { kind: likelier }),
      ...((hasGateway === true || known?.hasGateway === true) && { hasGateway: true }),
      ...(name !== undefined && { ssid: name }),
    });
  }
  return merged;
}
