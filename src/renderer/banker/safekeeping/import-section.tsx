import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { DropZone, FileTrigger, type DropItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { mintKey } from '../../../client/rest.ts';
import type { Game } from '../../../protocol/shapes.ts';
import { isolate } from '../../shared/words/names.tsx';
import { useSay } from '../desk/notices.tsx';
import { Action } from '../parts/action.tsx';
import { FILE_ENDING, importGameFile, whyNoGame } from './game-file.ts';
import { Refused } from './refused.tsx';
import { useAttempt, type Refusal } from './use-attempt.ts';
import styles from './safekeeping.module.css';

interface ImportSectionProps {
  readonly onImported: (game: Game) => void;
}

/** A file becomes a game: chosen, or dropped here. */
export function ImportSection({ onImported }: ImportSectionProps) {
  const { t } = useTranslation('safekeeping');
  const say = useSay();
  const { busy, refusal, attempt } = useAttempt();
  const [unfit, setUnfit] = useState<Refusal | null>(null);
  const [fileName, setFileName] = useState('');
  // The same file under the same key: tried again after a lost answer, it makes no second game.
  const keys = useRef(new Map<string, string>());

  const bringIn = async (file: File) => {
    const why = whyNoGame(file);
    setFileName(file.name);
    setUnfit(why === null ? null : { kind: 'said', sentence: t(`import.${why}`) });
    if (why !== null) return;
    const print = `${file.name} ${file.size} ${file.lastModified}`;
    const key = keys.current.get(print) ?? mintKey();
    keys.current.set(print, key);
    const game = await attempt(() => importGameFile(file, key));
    if (game === null) return;
    say(t('import.done', { name: isolate(game.name) }));
    onImported(game);
  };
  const drop = async (items: readonly DropItem[]) => {
    for (const item of items) if (item.kind === 'file') return bringIn(await item.getFile());
    return undefined;
  };
  return (
    <section className={styles['section']} aria-labelledby="import-title" data-part="import">
      <h3 id="import-title">{t('import.title')}</h3>
      <p className={styles['hint']}>{t('import.hint')}</p>
      <DropZone
        className={styles['drop'] ?? ''}
        aria-label={t('import.title')}
        isDisabled={busy}
        onDrop={({ items }) => void drop(items)}
      >
        <FileTrigger
          acceptedFileTypes={[FILE_ENDING, 'application/x-ndjson']}
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file !== undefined) void bringIn(file);
          }}
        >
          <Action disabled={busy}>
            <FileUp aria-hidden size={18} /> {t(busy ? 'import.busy' : 'import.choose')}
          </Action>
        </FileTrigger>
        <span className={styles['quiet']}>{t('import.drop')}</span>
      </DropZone>
      <Refused title={t('import.failed', { file: isolate(fileName) })} refusal={unfit ?? refusal} />
    </section>
  );
}
