/** The Wi-Fi that phones join before they open the page: read from the system, or typed; stored only when somebody asks for it. */
import type { WifiNetwork } from '../../protocol/wifi-network.ts';
import type { WifiFile } from '../storage/wifi-file.ts';

interface WifiState {
  readonly network: WifiNetwork | null;
  /** Whether boards and assistants may show the code. */
  readonly onBoard: boolean;
  readonly isStored: boolean;
}

interface WifiChange {
  /** Null: forget it. */
  readonly network?: WifiNetwork | null;
  readonly onBoard?: boolean;
  readonly isStored?: boolean;
}

export interface Wifi {
  /** The name of the Wi-Fi that the laptop is in, as its system tells; null: it does not, or phones come another way. */
  readSsid(): string | null;
  current(): WifiState;
  /** What is not named stays. Without a network nothing is shown or stored. Throws `StorageError`; then nothing changes. */
  change(change: WifiChange): void;
}

const NONE: WifiState = { network: null, onBoard: false, isStored: false };

/** @param readSsid asked each time, because the laptop may change networks. Throws `StorageError`. */
export function createWifi(file: WifiFile, readSsid: () => string | null): Wifi {
  const stored = file.read();
  let state: WifiState =
    stored === null ? NONE : { network: stored.network, onBoard: stored.on_board, isStored: true };
  return {
    readSsid,
    current: () => state,
    change(change) {
      const { network, onBoard, isStored } = { ...state, ...change };
      const next = network === null ? NONE : { network, onBoard, isStored };
      if (next.network !== null && next.isStored)
        file.write({ network: next.network, on_board: next.onBoard });
      else file.remove();
      state = next;
    },
  };
}
