import { ChevronDown, ChevronUp, Megaphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndWords } from '../../shared/evening/use-planned-end.ts';
import { EndLine } from './end-clock.tsx';
import { MessageLine } from './message.tsx';
import { useGameEndLeft } from './use-planned-end.ts';
import css from './evening.module.css';

/** The end that is near and the message that stands. Where the lists need the room, both are one line that opens. */
export function EveningLines() {
  const { t } = useTranslation('banker');
  const words = useEndWords();
  const left = useGameEndLeft();
  const [isOpen, setOpen] = useState(false);
  const Sign = isOpen ? ChevronUp : ChevronDown;
  return (
    <section className={css.lines} aria-label={t('top.evening')} data-part="evening-lines" data-open={isOpen}>
      <button type="button" className={css.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Sign aria-hidden size={20} />
        {left !== null && <strong>{words(left)}</strong>}
        <Megaphone aria-hidden size={20} />
        <span>{t('message.stands_shortly')}</span>
      </button>
      <EndLine />
      <MessageLine />
    </section>
  );
}
