import { describe, expect, it } from 'vitest';
import { applyPatch, PatchMisfit, parsePointer } from '../../src/api/jsonPatch';

const document = {
  sites: { 'site-a/b': { present: false }, 'site-~c': { present: true } },
  queue: ['r1', 'r2'],
  chat: [{ id: 'c1' }],
};

describe('a patch', () => {
  it('adds, replaces, removes, moves and copies without touching the old document', () => {
    const before = structuredClone(document);
    const after = applyPatch(document, [
      { op: 'replace', path: '/sites/site-a~1b/present', value: true },
      { op: 'remove', path: '/sites/site-~0c' },
      { op: 'add', path: '/queue/1', value: 'r9' },
      { op: 'add', path: '/queue/-', value: 'r3' },
      { op: 'move', from: '/queue/0', path: '/queue/3' },
      { op: 'copy', from: '/chat/0', path: '/chat/-' },
    ]);
    expect(after).toEqual({
      sites: { 'site-a/b': { present: true } },
      queue: ['r9', 'r2', 'r3', 'r1'],
      chat: [{ id: 'c1' }, { id: 'c1' }],
    });
    expect(document).toEqual(before);
  });

  it('keeps untouched parts as the same objects, so screens redraw only what changed', () => {
    const after = applyPatch(document, [{ op: 'add', path: '/queue/-', value: 'r3' }]);
    expect(after.sites).toBe(document.sites);
    expect(after.queue).not.toBe(document.queue);
  });

  it('replaces the whole document at the empty pointer', () => {
    expect(applyPatch(document as unknown, [{ op: 'replace', path: '', value: { a: 1 } }])).toEqual({ a: 1 });
  });

  it.each([
    [{ op: 'replace', path: '/sites/nobody/present', value: true }],
    [{ op: 'replace', path: '/nothing', value: 1 }],
    [{ op: 'remove', path: '/queue/7' }],
    [{ op: 'add', path: '/queue/x', value: 1 }],
    [{ op: 'test', path: '/queue/0', value: 'r2' }],
    [{ op: 'remove', path: 'queue' }],
  ] as const)('that does not fit is refused: %o', (operation) => {
    expect(() => applyPatch(document as unknown, [operation])).toThrow(PatchMisfit);
  });

  it('passes a test of equal nested values', () => {
    expect(() => applyPatch(document, [{ op: 'test', path: '/chat', value: [{ id: 'c1' }] }])).not.toThrow();
  });
});

it('a pointer unescapes ~1 before ~0', () => {
  expect(parsePointer('/a~01/b~1c')).toEqual(['a~1', 'b/c']);
});
