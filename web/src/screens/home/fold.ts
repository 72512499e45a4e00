// Text made comparable for searching: without case, accents or đ. Pure.

/** `Đô Lương` → `do luong`. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .trim();
}

/** Whether every word of the query is somewhere in the fields. */
export function matches(query: string, ...fields: readonly string[]): boolean {
  const text = fields.map(fold).join(' ');
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Mantine's own filter knows no Vietnamese; names are compared folded. */
export function filterFolded<T>({ options, search }: { options: T[]; search: string }): T[] {
  const words = fold(search).split(/\s+/);
  return options.filter((option) => {
    const label = fold(String((option as { label?: string }).label ?? ''));
    return words.every((word) => label.includes(word));
  });
}
