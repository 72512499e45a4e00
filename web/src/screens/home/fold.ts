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
