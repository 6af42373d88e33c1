import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import { STRINGS } from '../strings.ts';

type Params = Pick<ContextMenuParams, 'editFlags' | 'isEditable' | 'selectionText'>;

/** The context menu; empty if there is nothing to cut, copy or paste. */
function contextMenuTemplate({ editFlags, isEditable, selectionText }: Params): MenuItemConstructorOptions[] {
  const { cut, copy, paste, selectAll } = STRINGS.menu;
  const copyItem: MenuItemConstructorOptions = { role: 'copy', label: copy, enabled: editFlags.canCopy };
  const allItem: MenuItemConstructorOptions = {
    role: 'selectAll',
    label: selectAll,
    enabled: editFlags.canSelectAll,
  };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copyItem, allItem];
  return [
    { role: 'cut', label: cut, enabled: editFlags.canCut },
    copyItem,
    { role: 'paste', label: paste, enabled: editFlags.canPaste },
    { type: 'separator' },
    allItem,
  ];
}

/** Adds a context menu: Electron has none by default. */
export function enableContextMenu(
  contents: Pick<WebContents, 'on'>,
  popUp: (template: MenuItemConstructorOptions[]) => void,
): void {
  contents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params);
    if (template.length > 0) popUp(template);
  });
}
