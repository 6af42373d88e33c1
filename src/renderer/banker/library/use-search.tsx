import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../components/fields.tsx';

/** So few are seen at once. */
const FEW = 12;

/** Those whose names contain what is typed into the field; without many, there is no field. */
export function useSearch<Item extends { readonly name: string | null }>(
  items: readonly Item[],
): { readonly found: readonly Item[]; readonly field: ReactNode } {
  const { t, i18n } = useTranslation('library');
  const [typed, setTyped] = useState('');
  if (items.length <= FEW) return { found: items, field: null };
  const lower = (text: string) => text.toLocaleLowerCase(i18n.language);
  const wanted = lower(typed.trim());
  return {
    found: items.filter(({ name }) => lower(name ?? '').includes(wanted)),
    field: <TextField label={t('search')} value={typed} onChange={setTyped} />,
  };
}
