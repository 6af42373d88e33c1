/** Names of Wi-Fis as systems print them. */
import { wifiFault } from '../../../protocol/wifi-network.ts';

/** What systems print instead of a name that they keep to themselves: macOS, from 14.4 on. */
const WITHHELD = '<redacted>';

/** The name, if it is whole; undefined where the system withholds it or printed it in letters that got lost. Better none than a wrong one. */
export function readableSsid(text: string): string | undefined {
  const fault = wifiFault({ ssid: text, security: 'open', password: '', hidden: false });
  return fault !== null || text === WITHHELD || text.includes('\uFFFD') ? undefined : text;
}
