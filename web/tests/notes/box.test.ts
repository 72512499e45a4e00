import { describe, expect, it } from 'vitest';
import { ClosedBox, fromBase64, idOfCopy, keyFrom, open, seal, toBase64 } from '../../src/notes/box';
import { aKey, aNote } from './fakes';

const LABEL = { owner: 'account:a', meeting: 'm1', id: 'n1' };

describe('a sealed note', () => {
  it('opens with the key and for the note it was sealed for', async () => {
    const key = await keyFrom(aKey());
    const note = aNote({ text: 'Đề nghị làm rõ 15,5 tỷ đồng', rects: [[0.1, 0.2, 0.3, 0.02]] });
    expect(await open(key, LABEL, await seal(key, LABEL, note))).toEqual(note);
  });

  it('shows nothing of its text, and never the same box twice', async () => {
    const key = await keyFrom(aKey());
    const [one, other] = [await seal(key, LABEL, aNote()), await seal(key, LABEL, aNote())];
    expect(one).not.toBe(other);
    expect(new TextDecoder().decode(fromBase64(one))).not.toContain('giải ngân');
  });

  it('does not open with another key', async () => {
    const box = await seal(await keyFrom(aKey()), LABEL, aNote());
    await expect(open(await keyFrom(aKey(8)), LABEL, box)).rejects.toThrow(ClosedBox);
  });

  it.each([
    ['id', { ...LABEL, id: 'n2' }],
    ['meeting', { ...LABEL, meeting: 'm2' }],
    ['owner', { ...LABEL, owner: 'account:b' }],
  ])('does not open under another %s', async (_what, label) => {
    const key = await keyFrom(aKey());
    await expect(open(key, label, await seal(key, LABEL, aNote()))).rejects.toThrow(ClosedBox);
  });

  it('does not open when any of its bytes is changed, cut or no base64 at all', async () => {
    const key = await keyFrom(aKey());
    const box = await seal(key, LABEL, aNote());
    for (const at of [0, 12, fromBase64(box).length - 1]) {
      const bytes = fromBase64(box);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await expect(open(key, LABEL, toBase64(bytes))).rejects.toThrow(ClosedBox);
    }
    for (const bad of ['', 'AAAA', box.slice(0, 40), '!!!']) {
      await expect(open(key, LABEL, bad)).rejects.toThrow(ClosedBox);
    }
  });

  it('does not open when it holds something other than a note', async () => {
    const key = await keyFrom(aKey());
    const box = await seal(key, LABEL, { ...aNote(), page: 0 });
    await expect(open(key, LABEL, box)).rejects.toThrow(ClosedBox);
  });
});

it('takes no key of another length', async () => {
  await expect(keyFrom(toBase64(new Uint8Array(16)))).rejects.toThrow(ClosedBox);
});

it('cannot read the key out again', async () => {
  await expect(crypto.subtle.exportKey('raw', await keyFrom(aKey()))).rejects.toThrow();
});

it('gives the copy of a box the same id each time, another box another', async () => {
  expect(await idOfCopy('a')).toBe(await idOfCopy('a'));
  expect(await idOfCopy('a')).not.toBe(await idOfCopy('b'));
  expect(await idOfCopy('a')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});
