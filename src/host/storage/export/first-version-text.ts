/** What the first version stored as names and texts. Files and games from then are read for ever, so this never changes. */
import { countGraphemes } from 'unicode-segmenter/grapheme';
import { normalised } from '../../../game/normalised.ts';
import type { TextLimit } from '../../../game/text-limits.ts';

const INVISIBLE =
  /(?!\u200D|\uFE0F)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /[\s\u2800]+/gu;
const JOINERS =
  /((?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200D(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\uFE0F|(?<=[0-9#*])\uFE0F(?=\u20E3))|\u200D|\uFE0F/gu;

/** Whether the first version could have stored the text. `bytes` are UTF-8. */
export function isFirstVersionText(text: string, { graphemes, bytes }: TextLimit): boolean {
  const isShort = Buffer.byteLength(text) <= bytes && countGraphemes(text) <= graphemes;
  return text !== '' && isShort && cleaned(text) === text;
}

function cleaned(text: string): string {
  const visible = text.replace(SPACES, ' ').replace(INVISIBLE, '').replace(JOINERS, '$1');
  return normalised(visible.replace(/ +/gu, ' ').trim(), 'NFC');
}
