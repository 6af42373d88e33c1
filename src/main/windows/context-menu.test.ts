import { EventEmitter } from 'node:events';
import type { EditFlags, MenuItemConstructorOptions, WebContents } from 'electron';
import { expect, it } from 'vitest';
import { enableContextMenu } from './context-menu.ts';

const NOTHING: EditFlags = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canDelete: false,
  canSelectAll: true,
  canEditRichly: false,
};

function click(params: { editFlags?: Partial<EditFlags>; isEditable?: boolean; selectionText?: string }) {
  const contents = new EventEmitter();
  const shown: MenuItemConstructorOptions[][] = [];
  enableContextMenu(contents as unknown as WebContents, (template) => void shown.push(template));
  const { editFlags, ...others } = params;
  contents.emit(
    'context-menu',
    {},
    { isEditable: false, selectionText: '', editFlags: { ...NOTHING, ...editFlags }, ...others },
  );
  return shown.map((template) =>
    template.flatMap(({ role, enabled }) => (role === undefined ? [] : `${role} ${enabled}`)),
  );
}

it('is not shown when there is nothing to do', () => {
  expect(click({})).toEqual([]);
});

it('copies what is selected on a page', () => {
  expect(click({ selectionText: 'ABC234', editFlags: { canCopy: true } })).toEqual([
    ['copy true', 'selectAll true'],
  ]);
});

it('cuts, copies and pastes in a field, whenever that is possible', () => {
  expect(click({ isEditable: true, editFlags: { canPaste: true } })).toEqual([
    ['cut false', 'copy false', 'paste true', 'selectAll true'],
  ]);
});
