import { FileUp } from 'lucide-react';
import { useCallback, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { GAME_FILE_MEDIA_TYPE } from '../../../protocol/game-file.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useNotify } from '../desk/notices.tsx';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { FILE_ENDING, checkGameFile } from './game-file.ts';
import { RefusalMessage } from './refusal-message.tsx';
import { Section } from './section.tsx';
import { useAttempt, type AttemptRefusal } from './use-attempt.ts';
import { useFileDrop } from './use-file-drop.ts';
import css from './safekeeping.module.css';

interface ImportSectionProps {
  readonly onImported: (game: Game) => void;
}

/** Imports a game from a file that is chosen or dropped onto the page. */
export function ImportSection({ onImported }: ImportSectionProps) {
  const { t } = useTranslation('safekeeping');
  const { busy, fileName, refusal, importFile } = useImportFile(onImported);
  const isOver = useFileDrop(importFile);
  return (
    <Section title={t('import.title')} hint={t('import.hint')} part="import" level={2}>
      <div className={css.drop} data-over={isOver}>
        <FileTrigger
          acceptedFileTypes={[FILE_ENDING, GAME_FILE_MEDIA_TYPE]}
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file !== undefined) importFile(file);
          }}
        >
          <Button>
            <FileUp aria-hidden size={18} /> {t(busy ? 'import.busy' : 'import.choose')}
          </Button>
        </FileTrigger>
        <span className={css.quiet}>{t('import.drop')}</span>
      </div>
      <RefusalMessage title={t('import.failed', { file: isolate(fileName) })} refusal={refusal} />
    </Section>
  );
}

interface FileImport {
  readonly busy: boolean;
  /** The name of the last file tried. */
  readonly fileName: string;
  /** Why that file couldn't be imported. */
  readonly refusal: AttemptRefusal | null;
  readonly importFile: (file: File) => void;
}

function useImportFile(onImported: (game: Game) => void): FileImport {
  const { t } = useTranslation('safekeeping');
  const notify = useNotify();
  const { busy, refusal, attempt, refuse } = useAttempt();
  const [fileName, setFileName] = useState('');

  const importFile = useCallback(
    (file: File) => {
      const bring = async () => {
        setFileName(file.name);
        const why = checkGameFile(file);
        if (why !== null) return refuse(t(`import.${why}`));
        const imported = await attempt(() => ownerLaptop.importGame(file));
        if (imported === null) return undefined;
        notify(t('import.done', { name: isolate(imported.game.name) }));
        return onImported(imported.game);
      };
      void bring();
    },
    [attempt, refuse, onImported, notify, t],
  );
  return { busy, fileName, refusal, importFile };
}
