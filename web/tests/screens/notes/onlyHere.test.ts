import { expect, it } from 'vitest';
import { translate } from '../../../src/i18n';
import { onlyHere } from '../../../src/screens/notes/useOnlyHere';

it('tells an officer without a password that the notes end with this sign-in', () => {
  const said = onlyHere({ kind: 'account', has_password: false });
  expect(translate('vi', said)).toContain('khi lượt đăng nhập này kết thúc');
});

it('asks who has a password for it, and others to save their notes', () => {
  expect(onlyHere({ kind: 'account', has_password: true })).toBe('notes.onlyHerePassword');
  expect(onlyHere({ kind: 'delegate', has_password: false })).toBe('notes.onlyHereLink');
});

it('speaks of codes only where one can be entered, and to a delegate of one meeting', () => {
  expect(translate('vi', 'notes.lockedForGood')).not.toContain('mã');
  expect(translate('vi', 'notes.anewHelpDelegate')).not.toContain('mọi cuộc họp');
});
