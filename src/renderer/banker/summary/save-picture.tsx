import { Image } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Checkbox } from '../components/fields.tsx';
import { useGame } from '../desk/desk-context.ts';
import { downloadFile } from '../download-file.ts';
import { drawResultPicture } from './result-picture.ts';
import { usePictureWords } from './use-picture-words.ts';
import dialogCss from '../components/dialog.module.css';

const NONE: readonly Challenge[] = [];

/**
 * Saves the result as a picture, for a chat, a website or the wall. Names of children only if the banker wants them.
 * @param challenges null while they are not there yet
 */
export function SavePicture({ challenges }: { readonly challenges: readonly Challenge[] | null }) {
  const { t } = useTranslation('summary');
  const [isOpen, setOpen] = useState(false);
  const [hasNames, setHasNames] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const day = useGame(({ game }) => game?.created_at.slice(0, 10) ?? '');
  const wordsOf = usePictureWords(challenges ?? NONE);
  const save = async (close: () => void) => {
    try {
      downloadFile(await drawResultPicture(wordsOf(hasNames)), `trading-game-${day}.png`);
      close();
    } catch {
      // A browser without a canvas, or out of memory: the dialog says what works instead.
      setFailed(true);
    }
  };
  return (
    <>
      <Button
        size="small"
        pending={challenges === null}
        onPress={() => {
          // Asked anew each time: it is the names of children.
          setHasNames(false);
          setFailed(false);
          setOpen(true);
        }}
      >
        <Image aria-hidden size={18} /> {t('picture.open')}
      </Button>
      <Dialog title={t('picture.title')} open={isOpen} onOpenChange={setOpen}>
        {(close) => (
          <>
            <p>{t('picture.text')}</p>
            <Checkbox
              of={null}
              label={t('picture.names')}
              hint={t('picture.names_hint')}
              checked={hasNames}
              onChange={setHasNames}
            />
            <p role="alert">{hasFailed && t('picture.failed')}</p>
            <div className={dialogCss.answers} data-answers>
              <Button onPress={close}>{t('picture.cancel')}</Button>
              <Button variant="main" onPress={() => void save(close)}>
                {t('picture.save')}
              </Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}
