import { expect, it } from 'vitest';
import { saidIn } from '../../../src/screens/notes/useSelected';

const [page, beyond] = [{}, {}] as [Node, Node];
const range = (endContainer: Node, text: string) => ({
  startContainer: page,
  startOffset: 2,
  endContainer,
  endOffset: 7,
  toString: () => text,
});
const selection = { toString: () => 'dòng một\ndòng hai' };

it('quotes a selection within the page as the browser reads it', () => {
  expect(saidIn(selection, range(page, 'dòng mộtdòng hai'), range(page, 'dòng mộtdòng hai'))).toBe(
    'dòng một\ndòng hai',
  );
});

it('quotes nothing of a selection that lies beyond the page', () => {
  expect(saidIn(selection, range(beyond, 'dòng mộtdòng hai'), range(page, 'dòng một'))).toBe('dòng một');
});
