import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wifiFault, type WifiNetwork } from '../../../protocol/wifi-network.ts';
import type { WifiReport } from '../../../protocol/wifi.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Checkbox, SelectField, TextField } from '../components/fields.tsx';
import { LongTextField } from '../components/long-text-field.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useNotify, useRun } from '../desk/notices.tsx';
import { useUnsavedText } from '../hooks/use-unsaved-text.ts';
import css from './wifi.module.css';

interface WifiDialogProps {
  readonly wifi: WifiReport;
  readonly onClose: () => void;
  /** Called once the host has something new. */
  readonly onChanged: () => void;
}

const SECURITIES = ['wpa', 'sae', 'open'] as const satisfies readonly WifiNetwork['security'][];

/** Name and password of the Wi-Fi for its code, and where they may be shown and stored. */
export function WifiDialog({ wifi, onClose, onChanged }: WifiDialogProps) {
  const { t } = useTranslation('banker');
  return (
    <Dialog title={t('wifi.title')} open onOpenChange={(open) => !open && onClose()}>
      {() => <WifiForm wifi={wifi} onClose={onClose} onChanged={onChanged} />}
    </Dialog>
  );
}

function WifiForm({ wifi, onClose, onChanged }: WifiDialogProps) {
  const { t } = useTranslation('banker');
  // What another desk has changed of it since is no doing of this form.
  const [before] = useState(wifi);
  const known = before.network;
  const { network, typeIn, fault, faultOf } = useTypedNetwork(before);
  const isChanged = known === null || JSON.stringify({ ...known, ...network }) !== JSON.stringify(known);
  const [onBoard, setOnBoard] = useState(before.on_board);
  const [stored, setStored] = useState(before.stored);
  const change = useChange(onClose, onChanged);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (fault !== null) return;
        const body = {
          ...(isChanged && { network, expected_network: known }),
          ...(onBoard !== before.on_board && { on_board: onBoard }),
          ...(stored !== before.stored && { stored }),
        };
        if (Object.keys(body).length === 0) onClose();
        else change(body, t('wifi.saved'));
      }}
    >
      <p>{t('wifi.text')}</p>
      <TextField
        label={t('wifi.name')}
        hint={t(wifi.read_ssid === null ? 'wifi.name_hint' : 'wifi.name_read')}
        fault={faultOf('ssid')}
        value={network.ssid}
        onChange={(ssid) => typeIn({ ssid })}
      />
      <SelectField
        label={t('wifi.security')}
        value={network.security}
        choices={SECURITIES.map((value) => ({ value, label: t(`wifi.securities.${value}`) }))}
        onChange={(security) => typeIn({ security })}
      />
      {network.security !== 'open' && (
        <LongTextField
          rows={1}
          label={t('wifi.password')}
          hint={t('wifi.password_hint')}
          fault={faultOf('password')}
          value={network.password}
          onChange={(password) => typeIn({ password })}
        />
      )}
      <Checkbox
        of={null}
        label={t('wifi.hidden')}
        checked={network.hidden}
        onChange={(hidden) => typeIn({ hidden })}
      />
      <Checkbox
        of={null}
        label={t('wifi.on_board')}
        hint={t('wifi.on_board_hint')}
        checked={onBoard}
        onChange={setOnBoard}
      />
      <Checkbox
        of={null}
        label={t('wifi.stored')}
        hint={t('wifi.stored_hint')}
        checked={stored}
        onChange={setStored}
      />
      <div className={css.end}>
        {wifi.network !== null && (
          <Button
            variant="quiet"
            onPress={() => change({ network: null, expected_network: known }, t('wifi.forgotten'))}
          >
            {t('wifi.forget')}
          </Button>
        )}
        <Button variant="main" submit disabled={fault !== null}>
          {t('wifi.save')}
        </Button>
      </div>
    </form>
  );
}

const EMPTY: WifiNetwork = { ssid: '', security: 'wpa', password: '', hidden: false };

/** What is typed. Faults of a field show once something is in it. */
function useTypedNetwork(wifi: WifiReport) {
  const { t } = useTranslation('banker');
  const [before] = useState<WifiNetwork>(wifi.network ?? { ...EMPTY, ssid: wifi.read_ssid ?? '' });
  const [typed, setTyped] = useState(before);
  useUnsavedText(typed.ssid !== before.ssid || typed.password !== before.password);
  const network = typed.security === 'open' ? { ...typed, password: '' } : typed;
  const fault = wifiFault(network);
  const faultOf = (field: 'ssid' | 'password') =>
    fault !== null && fault.startsWith(field) && typed[field] !== '' ? t(`wifi.faults.${fault}`) : null;
  return {
    network,
    typeIn: (change: Partial<WifiNetwork>) => setTyped({ ...typed, ...change }),
    fault,
    faultOf,
  };
}

function useChange(onClose: () => void, onChanged: () => void) {
  const { laptop } = useDesk();
  const run = useRun();
  const notify = useNotify();
  const save = async (body: Parameters<typeof laptop.changeWifi>[0], done: string) => {
    const isDone = await run(async () => {
      await laptop.changeWifi(body);
      return true;
    }, 'wifi');
    if (isDone === null) return;
    onChanged();
    onClose();
    notify(done);
  };
  return (...change: Parameters<typeof save>) => void save(...change);
}
