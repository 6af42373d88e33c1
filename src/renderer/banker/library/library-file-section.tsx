import { Download, FileUp } from 'lucide-react';
import { useCallback, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { GAME_FILE_MEDIA_TYPE } from '../../../protocol/game-file.ts';
import { LIBRARY_MISTAKES, type LibraryMistakeCode } from '../../../protocol/library-codes.ts';
import type { LibraryImportReport, LibraryMistake } from '../../../protocol/library.ts';
import { useFormat } from '../../shared/format.ts';
import { Button } from '../components/button.tsx';
import { useRead } from '../desk/notices.tsx';
import { downloadFile } from '../download-file.ts';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { RefusalMessage } from '../safekeeping/refusal-message.tsx';
import { Section } from '../safekeeping/section.tsx';
import { useAttempt } from '../safekeeping/use-attempt.ts';
import { useFileDrop } from '../safekeeping/use-file-drop.ts';
import safekeeping from '../safekeeping/safekeeping.module.css';
import css from './library.module.css';

const FILE_NAME = 'exercises and templates.jsonl';

/** The library as one file, out and in. */
export function LibraryFileSection({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useTranslation('library');
  const ask = useRead();
  const { busy, refusal, attempt } = useAttempt();
  const [report, setReport] = useState<LibraryImportReport | null>(null);
  const save = async () => {
    const content = await ask(() => ownerLaptop.exportLibrary(), 'export');
    if (content !== null) downloadFile(content, FILE_NAME);
  };
  const bring = useCallback(
    (file: File) => {
      const send = async () => {
        setReport(null);
        const answer = await attempt(() => ownerLaptop.importLibrary(file));
        setReport(answer);
        if (answer !== null) onChanged();
      };
      void send();
    },
    [attempt, onChanged],
  );
  const isOver = useFileDrop(bring);
  return (
    <Section title={t('file.title')} hint={t('file.hint')} part="library-file" level={2}>
      <div className={safekeeping.drop} data-over={isOver}>
        <Button onPress={() => void save()}>
          <Download aria-hidden size={18} /> {t('file.save')}
        </Button>
        <FileTrigger
          acceptedFileTypes={['.jsonl', GAME_FILE_MEDIA_TYPE]}
          onSelect={(files) => {
            const [file] = files ?? [];
            if (file !== undefined) bring(file);
          }}
        >
          <Button>
            <FileUp aria-hidden size={18} /> {t(busy ? 'file.busy' : 'file.bring')}
          </Button>
        </FileTrigger>
      </div>
      <RefusalMessage title={t('file.failed')} refusal={refusal} />
      <div role="alert">{report !== null && report.mistakes.length > 0 && <Mistakes report={report} />}</div>
      <output>{report !== null && report.mistakes.length === 0 && <Done report={report} />}</output>
    </Section>
  );
}

function Done({ report: { added, replaced, unchanged } }: { readonly report: LibraryImportReport }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  return (
    <p>
      {t('file.done', {
        added: format.number(added),
        replaced: format.number(replaced),
        unchanged: format.number(unchanged),
      })}
    </p>
  );
}

/** Every line that keeps the file from being taken over. */
function Mistakes({ report: { mistakes, more } }: { readonly report: LibraryImportReport }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  return (
    <div className={safekeeping.failed}>
      <p>
        <strong>{t('file.refused')}</strong>
      </p>
      <ul className={css.mistakes}>
        {mistakes.map((mistake) => (
          <Mistake key={JSON.stringify(mistake)} mistake={mistake} />
        ))}
        {more > 0 && <li>{t('file.more', { count: more, number: format.number(more) })}</li>}
      </ul>
    </div>
  );
}

function Mistake({ mistake: { code, line, field, detail } }: { readonly mistake: LibraryMistake }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  if (!isKnown(code)) return <li data-words="none">{detail}</li>;
  return (
    <li>
      <strong>{t('file.line', { number: format.number(line) })}</strong>{' '}
      {field !== null && (
        <code dir="ltr" translate="no" data-words="none">
          {field}
        </code>
      )}{' '}
      {t(`file.mistakes.${code}`)}
    </li>
  );
}

/** A host that is newer than this page may find more. */
function isKnown(code: string): code is LibraryMistakeCode {
  return LIBRARY_MISTAKES.some((known) => known === code);
}
