import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Action } from '../components/button.tsx';
import { Tick } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun, useSay } from '../desk/notices.tsx';
import { saveFile } from '../download-file.ts';
import { gameFileName } from './game-file.ts';
import { Section } from './section.tsx';

/** The game as one file; names only when they are asked for. */
export function ExportSection() {
  const { t } = useTranslation('safekeeping');
  const { laptop, gameCode } = useDesk();
  const game = useGame((view) => view.game);
  const run = useRun();
  const say = useSay();
  const [withNames, setWithNames] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (game === null) return;
    setBusy(true);
    const names = withNames ? 'real' : 'pseudonyms';
    const content = await run(() => laptop.exportGame(gameCode, { names }), 'export');
    setBusy(false);
    if (content === null) return;
    const file = gameFileName(game, withNames);
    saveFile(content, file);
    say(t('export.saved', { file: isolate(file) }));
  };
  return (
    <Section title={t('export.title')} hint={t('export.hint')} part="export" level={3}>
      <Tick
        label={t('export.names')}
        hint={t('export.names_hint')}
        checked={withNames}
        onChange={setWithNames}
      />
      <div>
        <Action onPress={() => void save()}>
          <Download aria-hidden size={18} /> {t(busy ? 'export.saving' : 'export.save')}
        </Action>
      </div>
    </Section>
  );
}
