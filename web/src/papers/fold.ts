// Words without case and accents, as the server folds them before it searches. Pure.

/** NFC, small letters, đ as d, no marks. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '');
}

/** Where the words of a query stand in a text, accents optional: one after the other, else each by itself. */
export function hitsIn(text: string, query: string): readonly (readonly [number, number])[] {
  const { folded, places } = withPlaces(text);
  const words = fold(query).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  const phrase = spans(folded, words.join('[^\\p{L}\\p{N}]{1,40}?'));
  const found = phrase.length > 0 ? phrase : words.flatMap((word) => spans(folded, word));
  return found.map(([start, end]) => [places[start] ?? 0, (places[end - 1] ?? 0) + 1]);
}

function spans(text: string, pattern: string): [number, number][] {
  return [...text.matchAll(new RegExp(pattern, 'gu'))].map(({ index, 0: hit }) => [
    index,
    index + hit.length,
  ]);
}

/** The folded text, and for each of its letters where it came from. */
function withPlaces(text: string): { folded: string; places: number[] } {
  const places: number[] = [];
  let folded = '';
  let at = 0;
  for (const letter of text) {
    const plain = fold(letter);
    for (let n = 0; n < plain.length; n++) places.push(at);
    folded += plain;
    at += letter.length;
  }
  return { folded, places };
}
