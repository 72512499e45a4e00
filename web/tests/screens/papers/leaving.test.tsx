// @vitest-environment happy-dom
import { act, useEffect } from 'react';
import { expect, it, vi } from 'vitest';
import { type Submission, submissions } from '../../../src/api/submissions';
import { DropDraft } from '../../../src/screens/papers/DropDraft';
import { PaperThumb } from '../../../src/screens/papers/PaperThumb';
import { SendingDialog } from '../../../src/screens/papers/SendingDialog';
import { useSending } from '../../../src/screens/papers/useSending';
import { draw, focused, press, wait } from '../../draw';

function sending(percent: number | null, onClose: () => void) {
  const rest = { about: 'Kinh tế', act: 'Tải lên', ready: true, onSend: () => undefined, children: null };
  return <SendingDialog title="Thêm tài liệu" percent={percent} onClose={onClose} {...rest} />;
}
const dialogs = () =>
  [...document.querySelectorAll('[role="dialog"] h2')].map((title) => title.textContent?.trim());

it.each(['Hủy', 'Đóng'])('“%s” leaves at once while nothing is being sent', async (name) => {
  const close = vi.fn();
  await draw(sending(null, close));
  await wait();
  await press(name);
  expect(close).toHaveBeenCalledOnce();
});

it.each(['Hủy', 'Đóng', 'Escape'])('“%s” asks first while a file is on its way', async (name) => {
  const close = vi.fn();
  await draw(sending(30, close));
  await wait();
  await leaveBy(name);
  await wait();
  expect(dialogs()).toEqual(['Thêm tài liệu', 'Dừng tải lên?']);
  await press('Quay lại');
  await wait();
  expect(dialogs()).toEqual(['Thêm tài liệu']);
  expect(close).not.toHaveBeenCalled();
  await leaveBy(name);
  await wait();
  await press('Dừng tải lên');
  expect(close).toHaveBeenCalledOnce();
});

async function leaveBy(name: string): Promise<void> {
  if (name !== 'Escape') return press(name);
  const key = new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true });
  await act(async () => document.body.dispatchEvent(key));
}

it('Escape takes the question back and goes on sending', async () => {
  const close = vi.fn();
  await draw(sending(30, close));
  await wait();
  await press('Hủy');
  await wait();
  await leaveBy('Escape');
  await wait();
  expect(dialogs()).toEqual(['Thêm tài liệu']);
  expect(close).not.toHaveBeenCalled();
});

it('a file that arrives while the question is open is not asked about any more', async () => {
  const again = await draw(sending(99, vi.fn()));
  await wait();
  await press('Hủy');
  await again(sending(null, vi.fn()));
  await wait();
  expect(dialogs()).toEqual(['Thêm tài liệu']);
});

function Sends() {
  const { send } = useSending('m1');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as a press does
  useEffect(() => void send({}, new File(['x'], 'a.pdf')), []);
  return null;
}

it('gives the paper back that was being begun when the dialog went', async () => {
  let answer: (begun: Submission) => void = () => undefined;
  const begun = new Promise<Submission>((resolve) => {
    answer = resolve;
  });
  vi.spyOn(submissions, 'begin').mockReturnValue(begun);
  const drop = vi.spyOn(submissions, 'drop').mockResolvedValue(null);
  const again = await draw(<Sends />);
  await again(null);
  answer({ paper: 'p1', version: 1 } as Submission);
  await wait();
  expect(drop).toHaveBeenCalledWith('m1', { paper: 'p1', version: 1 });
});

it('gives up what was uploaded only when that is confirmed, and says of which paper', async () => {
  const drop = vi.fn(async () => undefined);
  await draw(
    <DropDraft one={{ title: 'Báo cáo', version: 2, in_meeting: true }} busy={false} onDrop={drop} />,
  );
  await press('Bỏ Báo cáo');
  await wait();
  expect(focused()).toBe('Quay lại');
  expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Báo cáo · Bản 2');
  expect(drop).not.toHaveBeenCalled();
  await press('Bỏ bản này');
  await wait();
  expect(drop).toHaveBeenCalledOnce();
  expect(dialogs()).toEqual([]);
});

it('asks for the picture of a new version where that of the last one failed', async () => {
  const thumb = (version: number) => <PaperThumb meeting="m1" paper="p1" version={version} />;
  const picture = () => document.querySelector('img');
  const again = await draw(thumb(1));
  await act(async () => picture()?.dispatchEvent(new Event('error')));
  expect(picture()).toBeNull();
  await again(thumb(2));
  expect(picture()?.getAttribute('src')).toContain('version=2');
});
