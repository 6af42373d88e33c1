/** The Wi-Fi that phones join first. docs/protocol.md, "Wi-Fi code". */
import { HOST_OWNER_ID } from '../../../game/game-owner.ts';
import { HOST_ACTOR_ID } from '../../../game/state.ts';
import {
  MAX_PASSPHRASE,
  MAX_SSID_BYTES,
  MIN_PASSPHRASE,
  wifiFault,
  type WifiFault,
  type WifiNetwork,
} from '../../../protocol/wifi-network.ts';
import { ChangeWifiBody, WifiReport } from '../../../protocol/wifi.ts';
import { ownerIdOf, type Authorization, type AuthorizedIdentity } from '../../auth/authorization.ts';
import { markRepeat } from '../execute-command.ts';
import type { OncePerKey } from '../once-per-key.ts';
import { ProblemError, refusal } from '../problems.ts';
import { describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { readIdempotencyKey, validBody } from '../validation.ts';

const tags = ['host'];
const isSame = (one: WifiNetwork | null, other: WifiNetwork | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.ssid === other.ssid &&
    one.security === other.security &&
    one.password === other.password &&
    one.hidden === other.hidden);
const NO_WIFI: WifiReport = { read_ssid: null, network: null, on_board: false, stored: false };

/** They never repeat what was sent: refusals are logged. */
const FAULTS: Readonly<Record<WifiFault, string>> = {
  ssid_empty: "Give the network's name as `ssid`.",
  ssid_too_long: `A network's name has at most ${MAX_SSID_BYTES} bytes. Copy it from the list of networks.`,
  ssid_unprintable: "The network's name has characters that nobody can see. Type it again.",
  password_empty: 'Give the password, or say that the network is `open`.',
  password_length: `A Wi-Fi password has ${MIN_PASSPHRASE} to ${MAX_PASSPHRASE} characters, or 64 hex digits. Check it.`,
  password_characters: 'A Wi-Fi password has only letters without accents, digits and ASCII signs. Check it.',
  password_unused: 'An open network has no password. Leave it empty, or choose another security.',
};

export function wifiRoutes(
  app: Api,
  { wifi, credentials }: Pick<Services, 'wifi' | 'credentials'>,
  authorization: Authorization,
  oncePerKey: OncePerKey,
): void {
  /** Whoever does not own the laptop gets the password only when the owner has put it on the board. */
  const present = (caller: AuthorizedIdentity): WifiReport => {
    // It is that of whoever runs the host: other owners' evenings are elsewhere.
    if (ownerIdOf(caller) !== HOST_OWNER_ID) return NO_WIFI;
    const { network, onBoard, isStored } = wifi.current();
    return {
      read_ssid: wifi.readSsid(),
      network: caller.kind === 'owner' || onBoard ? network : null,
      on_board: onBoard,
      stored: isStored,
    };
  };

  app.get(
    '/host/wifi',
    { schema: describeRoute({ tags, summary: 'The Wi-Fi that phones join first', response: WifiReport }) },
    async (request) => present(await authorization.requireOwnerBankerOrBoard(request)),
  );

  app.patch(
    '/host/wifi',
    {
      schema: {
        ...describeRoute({ tags, summary: 'Change or forget the Wi-Fi that phones join first', status: 204 }),
        body: ChangeWifiBody,
      },
    },
    async (request, reply) => {
      await authorization.requireHostOwner(request);
      const { network, expected_network: expected, on_board: onBoard, stored: isStored } = validBody(request);
      const fault = network === undefined || network === null ? null : wifiFault(network);
      if (fault !== null) throw refusal(`wifi_${fault}`, FAULTS[fault]);
      const key = readIdempotencyKey(request, HOST_ACTOR_ID);
      // A plain hash would let whoever gets hold of a backup try passwords.
      const keyedHash = key && { ...key, requestHash: credentials.fingerprint(key.requestHash) };
      const { status, isRepeat } = await oncePerKey(keyedHash, async () => {
        if (network === undefined && wifi.current().network === null)
          throw refusal('wifi_missing', 'There is no Wi-Fi code yet. Give its `network` first.');
        const shown = wifi.current().network;
        const isMeant = expected === undefined || isSame(shown, expected);
        if (!isMeant && !(network !== undefined && isSame(shown, network)))
          throw new ProblemError(
            'changed_meanwhile',
            'The Wi-Fi was changed meanwhile, so nothing was changed. Look at what it is now.',
          );
        wifi.change({
          ...(network !== undefined && { network }),
          ...(onBoard !== undefined && { onBoard }),
          ...(isStored !== undefined && { isStored }),
        });
        return { status: 204, body: '', secretsOf: null };
      });
      return markRepeat(reply, isRepeat).code(status).send();
    },
  );
}
