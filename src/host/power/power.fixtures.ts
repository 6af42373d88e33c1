/** What systems print about their power, in the formats of several versions and languages. */
import type { PowerSupply } from './linux.ts';
import type { Battery } from './power-reading.ts';
import type { LidAction } from './windows.ts';

interface LinuxSupplies {
  /** By the names of their folders. */
  readonly supplies: Record<string, PowerSupply>;
  readonly battery: Battery | null;
}

const MOUSE = { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '5' };
const AC = { type: 'Mains' };

export const SUPPLIES = {
  'a laptop that runs on its battery': {
    supplies: {
      AC,
      BAT0: {
        type: 'Battery',
        status: 'Discharging',
        capacity: '18',
        energy_now: '9020000',
        energy_full: '50070000',
      },
    },
    battery: { percent: 18, isDischarging: true },
  },
  'a laptop on the mains': {
    supplies: { AC, BAT0: { type: 'Battery', status: 'Charging', capacity: '18' } },
    battery: { percent: 18, isDischarging: false },
  },
  'one that is full': {
    supplies: {
      ADP1: AC,
      BAT1: { type: 'Battery', status: 'Full', capacity: '100', charge_now: '1', charge_full: '1' },
    },
    battery: { percent: 100, isDischarging: false },
  },
  'one that charges up to 80 percent only': {
    supplies: { AC, BAT0: { type: 'Battery', status: 'Not charging', capacity: '80' } },
    battery: { percent: 80, isDischarging: false },
  },
  'one on USB-C that gives too little': {
    supplies: {
      'ucsi-source-psy-USBC000:001': { type: 'USB', scope: 'System' },
      BAT0: { type: 'Battery', scope: 'System', status: 'Discharging', capacity: '9' },
    },
    battery: { percent: 9, isDischarging: true },
  },
  'a ThinkPad with two batteries, of which one is empty': {
    supplies: {
      AC,
      BAT0: { type: 'Battery', status: 'Unknown', capacity: '0', energy_now: '0', energy_full: '20000000' },
      BAT1: {
        type: 'Battery',
        status: 'Discharging',
        capacity: '90',
        energy_now: '54000000',
        energy_full: '60000000',
      },
    },
    battery: { percent: 68, isDischarging: true },
  },
  'two batteries that count in different units': {
    supplies: {
      BAT0: { type: 'Battery', status: 'Discharging', capacity: '10', energy_now: '1', energy_full: '10' },
      BAT1: { type: 'Battery', status: 'Discharging', capacity: '20', charge_now: '2', charge_full: '10' },
    },
    battery: { percent: 15, isDischarging: true },
  },
  'a Chromebook whose driver tells no capacity': {
    supplies: { sbs: { type: 'Battery', status: 'Discharging' } },
    battery: null,
  },
  'a computer with a mouse of its own battery': { supplies: { hidpp_battery_0: MOUSE }, battery: null },
  'a laptop with such a mouse': {
    supplies: { hidpp_battery_0: MOUSE, AC, BAT0: { type: 'Battery', status: 'Full', capacity: '99' } },
    battery: { percent: 99, isDischarging: false },
  },
  'a driver that makes no sense': {
    supplies: { BAT0: { type: 'Battery', status: 'Discharging', capacity: '65535' } },
    battery: null,
  },
  'a computer without anything': { supplies: {}, battery: null },
} satisfies Record<string, LinuxSupplies>;

interface Pmset {
  readonly output: string;
  readonly battery: Battery | null;
}

export const PMSET = {
  'a MacBook that runs on its battery': {
    output: `Now drawing from 'Battery Power'
 -InternalBattery-0 (id=4653155)\t18%; discharging; 1:05 remaining present: true
`,
    battery: { percent: 18, isDischarging: true },
  },
  'one that has just been unplugged': {
    output: `Now drawing from 'Battery Power'
 -InternalBattery-0 (id=23068771)\t100%; discharging; (no estimate) present: true
`,
    battery: { percent: 100, isDischarging: true },
  },
  'one that is charging': {
    output: `Now drawing from 'AC Power'
 -InternalBattery-0 (id=4653155)\t18%; charging; 2:11 remaining present: true
`,
    battery: { percent: 18, isDischarging: false },
  },
  'one that is full': {
    output: `Now drawing from 'AC Power'
 -InternalBattery-0 (id=4653155)\t100%; charged; 0:00 remaining present: true
`,
    battery: { percent: 100, isDischarging: false },
  },
  'one that holds its charge': {
    output: `Now drawing from 'AC Power'
 -InternalBattery-0 (id=4653155)\t80%; AC attached; not charging present: true
`,
    battery: { percent: 80, isDischarging: false },
  },
  'one of 2013': {
    output: `Currently drawing from 'Battery Power'
Now drawing from 'Battery Power'
 -InternalBattery-0\t7%; discharging; 0:21 remaining
`,
    battery: { percent: 7, isDischarging: true },
  },
  'a Mac mini': { output: `Now drawing from 'AC Power'\n`, battery: null },
  'an iMac with a UPS and a mouse': {
    output: `Now drawing from 'AC Power'
 -Back-UPS ES 700 (id=1234)\t100%; charging present: true
`,
    battery: null,
  },
} satisfies Record<string, Pmset>;

export const WIN32_BATTERIES = {
  'a laptop that runs on its battery': {
    output: '[{"EstimatedChargeRemaining":18,"BatteryStatus":1}]\r\n',
    battery: { percent: 18, isDischarging: true },
  },
  'a laptop on the mains': {
    output: '[{"EstimatedChargeRemaining":18,"BatteryStatus":2}]\r\n',
    battery: { percent: 18, isDischarging: false },
  },
  'one that is nearly empty': {
    output: '\uFEFF[{"EstimatedChargeRemaining":4,"BatteryStatus":5}]\r\n',
    battery: { percent: 4, isDischarging: true },
  },
  'one that is charged above what it had as new': {
    output: '[{"EstimatedChargeRemaining":101,"BatteryStatus":2}]',
    battery: { percent: 100, isDischarging: false },
  },
  'a Surface Book with two': {
    output:
      '[{"EstimatedChargeRemaining":30,"BatteryStatus":1},{"EstimatedChargeRemaining":10,"BatteryStatus":2}]',
    battery: { percent: 20, isDischarging: true },
  },
  'a computer without a battery': { output: '[]\r\n', battery: null },
  'the same, by Windows PowerShell 5': { output: '[\r\n\r\n]\r\n', battery: null },
} satisfies Record<string, { readonly output: string; readonly battery: Battery | null }>;

interface Lid {
  readonly output: string;
  readonly lid: LidAction;
}

const GUIDS = ['381b4222-f694-41f0-9685-ff5bb260df2e', '4f971e89-eebd-4455-a8de-9e59040e7347'];
const LID_ACTION = '5ca83367-6e45-459f-a27b-476b1d01c936';

export const LIDS = {
  'Windows 11 in English, asleep': {
    output: `Power Scheme GUID: ${GUIDS[0]}  (Balanced)
  GUID Alias: SCHEME_BALANCED
  Subgroup GUID: ${GUIDS[1]}  (Power buttons and lid)
    GUID Alias: SUB_BUTTONS
    Power Setting GUID: ${LID_ACTION}  (Lid close action)
      GUID Alias: LIDACTION
      Possible Setting Index: 000
      Possible Setting Friendly Name: Do nothing
      Possible Setting Index: 001
      Possible Setting Friendly Name: Sleep
      Possible Setting Index: 002
      Possible Setting Friendly Name: Hibernate
      Possible Setting Index: 003
      Possible Setting Friendly Name: Shut down
    Current AC Power Setting Index: 0x00000001
    Current DC Power Setting Index: 0x00000001

`,
    lid: { onMains: true, onBattery: true },
  },
  'Windows 11 in German, asleep on the battery alone': {
    output: `GUID des Energieschemas: ${GUIDS[0]}  (Ausbalanciert)\r
  GUID-Alias: SCHEME_BALANCED\r
  GUID der Untergruppe: ${GUIDS[1]}  (Netzschalter und Zuklappen)\r
    GUID-Alias: SUB_BUTTONS\r
    GUID der Energieeinstellung: ${LID_ACTION}  (Zuklappen)\r
      GUID-Alias: LIDACTION\r
      Index der m\uFFFDglichen Einstellung: 000\r
      Anzeigename der m\uFFFDglichen Einstellung: Nichts unternehmen\r
      Index der m\uFFFDglichen Einstellung: 001\r
      Anzeigename der m\uFFFDglichen Einstellung: Energie sparen\r
    Index der aktuellen Wechselstromeinstellung: 0x00000000\r
    Index der aktuellen Gleichstromeinstellung: 0x00000001\r
\r
`,
    lid: { onMains: false, onBattery: true },
  },
  'Windows 10 in French, always awake': {
    output: `GUID du mode de gestion de l'alimentation : ${GUIDS[0]}  (Utilisation normale)
  Alias GUID : SCHEME_BALANCED
  GUID du sous-groupe : ${GUIDS[1]}  (Boutons d'alimentation et capot)
    Alias GUID : SUB_BUTTONS
    GUID du param\uFFFDtre d'alimentation : ${LID_ACTION}  (Action de fermeture du capot)
      Alias GUID : LIDACTION
      Index de param\uFFFDtre possible : 000
      Nom convivial de param\uFFFDtre possible : Ne rien faire
    Index du param\uFFFDtre de courant alternatif actuel : 0x00000000
    Index du param\uFFFDtre de courant continu actuel : 0x00000000
`,
    lid: { onMains: false, onBattery: false },
  },
} satisfies Record<string, Lid>;
