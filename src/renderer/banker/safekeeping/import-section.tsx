import { FileUp } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../../../client/host-client.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { GAME_FILE_MEDIA_TYPE } from '../../../protocol/game-file.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Action } from '../components/button.tsx';
import { useSay } from '../desk/notices.tsx';
import { ownersLaptop } from '../entry/owner-laptop.ts';
import { FILE_ENDING, whyNoGame } from './game-file.ts';
import { Refused } from './refusal-message.tsx';
import { Section } from './section.tsx';
import { useAttempt, type Refusal } from './use-attempt.ts';
import { useFileDrop } from './use-file-drop.ts';
import css from './safekeeping.module.css';

interface ImportSectionProps {
  readonly onImported: (game: Game) => void;
}

/** A file becomes a game: chosen, or dropped on the page. */
export function ImportSection({ onImported }: ImportSectionProps) {
  const { t } = useTranslation('safekeeping');
  const { busy, fileName, refusal, bringIn } = useBringIn(onImported);
  const isOver = useFileDrop(bringIn);
  return (
    <Section title={t('import.title')} hint={t('import.hint')} part="import" level={2}>
      <div className={css.drop} data-over={isOver}>
        <FileTrigger
          acceptedFileTypes={[FILE_ENDING, GAME_FILE_MEDIA_TYPE]}
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file !== undefined) bringIn(file);
          }}
        >
          <Action>
            <FileUp aria-hidden size={18} /> {t(busy ? 'import.busy' : 'import.choose')}
          </Action>
        </FileTrigger>
        <span className={css.quiet}>{t('import.drop')}</span>
      </div>
      <Refused title={t('import.failed', { file: isolate(fileName) })} refusal={refusal} />
    </Section>
  );
}

interface BringingIn {
  readonly busy: boolean;
  /** Of the file that was tried last. */
  readonly fileName: string;
  /** Why that one became no game. */
  readonly refusal: Refusal | null;
  readonly bringIn: (file: File) => void;
}

function useBringIn(onImported: (game: Game) => void): BringingIn {
  const { t } = useTranslation('safekeeping');
  const say = useSay();
  const { busy, refusal, attempt, refuse } = useAttempt();
  const [fileName, setFileName] = useState('');
  // The same file under the same key: tried again after a lost answer, it makes no second game.
  const keys = useRef(new Map<string, string>());

  const bringIn = useCallback(
    (file: File) => {
      const bring = async () => {
        setFileName(file.name);
        const why = whyNoGame(file);
        if (why !== null) return refuse(t(`import.${why}`));
        const print = `${file.name} ${file.size} ${file.lastModified}`;
        const key = keys.current.get(print) ?? newIdempotencyKey();
        keys.current.set(print, key);
        const imported = await attempt(() => ownersLaptop.importGame(file, { idempotencyKey: key }));
        if (imported === null) return undefined;
        say(t('import.done', { name: isolate(imported.game.name) }));
        return onImported(imported.game);
      };
      void bring();
    },
    [attempt, refuse, onImported, say, t],
  );
  return { busy, fileName, refusal, bringIn };
}
