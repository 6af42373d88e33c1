import { useTranslation } from 'react-i18next';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { SelectField } from '../components/fields.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useRun, useNotify } from '../desk/notices.tsx';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import css from './setup.module.css';

interface AddressesProps {
  readonly info: HostInfo;
  /** Called with the host's answer to the choice. */
  readonly onChosen: (info: HostInfo) => void;
}

/** Which address of the laptop phones are shown, and the names that work instead. */
export function Addresses({ info, onChosen }: AddressesProps) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const { seat } = useDesk();
  // Where phones are shown none, even a single address is a choice.
  const canChoose = info.addresses.length > 1 || (info.addresses.length === 1 && info.join_urls.length === 0);
  return (
    <>
      {seat === OWNER_SEAT_ID && canChoose && <Choice info={info} onChosen={onChosen} />}
      {info.names.length > 0 && (
        <p className={css.hint}>
          {t('phones.names')} <BidiText>{format.list(info.names.map(isolate))}</BidiText>
        </p>
      )}
    </>
  );
}

/** Only the laptop's owner may choose: it applies to every game. */
function Choice({ info: { addresses, chosen }, onChosen }: AddressesProps) {
  const { t } = useTranslation('setup');
  const run = useRun();
  const notify = useNotify();
  const choose = async (address: string) => {
    const info = await run(() => ownerLaptop.changeHost({ chosen: address === '' ? null : address }));
    const [shown] = info?.addresses ?? [];
    if (info === null) return;
    onChosen(info);
    if (shown !== undefined && info.join_urls.length > 0)
      notify(t('phones.chosen', { address: isolate(shown.address) }));
  };
  const choices = addresses.map(({ address, card }) => ({ value: address, label: `${address} (${card})` }));
  return (
    <SelectField
      label={t('phones.choose')}
      value={addresses.some(({ address }) => address === chosen) ? (chosen ?? '') : ''}
      choices={[{ value: '', label: t('phones.best') }, ...choices]}
      onChange={(address) => void choose(address)}
    />
  );
}
