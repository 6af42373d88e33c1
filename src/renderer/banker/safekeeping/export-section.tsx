import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRead, useNotify } from '../desk/notices.tsx';
import { downloadFile } from '../download-file.ts';
import { gameFileName } from './game-file.ts';
import { Section } from './section.tsx';

/** The game as one file; names only when they are asked for. */
export function ExportSection() {
  const { t } = useTranslation('safekeeping');
  const { laptop, gameCode } = useDesk();
  const game = useGame((view) => view.game);
  const ask = useRead();
  const notify = useNotify();
  const [withNames, setWithNames] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (game === null) return;
    setBusy(true);
    const names = withNames ? 'real' : 'pseudonyms';
    const content = await ask(() => laptop.exportGame(gameCode, { names }), 'export');
    setBusy(false);
    if (content === null) return;
    const file = gameFileName(game, withNames);
    downloadFile(content, file);
    notify(t('export.saved', { file: isolate(file) }));
  };
  return (
    <Section title={t('export.title')} hint={t('export.hint')} part="export" level={3}>
      <Checkbox
        of={null}
        label={t('export.names')}
        hint={t('export.names_hint')}
        checked={withNames}
        onChange={setWithNames}
      />
      <div>
        <Button onPress={() => void save()}>
          <Download aria-hidden size={18} /> {t(busy ? 'export.saving' : 'export.save')}
        </Button>
      </div>
    </Section>
  );
}
