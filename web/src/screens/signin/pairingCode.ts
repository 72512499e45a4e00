/** A pairing code as it is typed or pasted into boxes. Pure. */

/** Letters and digits only, in capitals: spaces, dashes and whatever else came along is dropped. */
export function cleanCode(text: string, length: number): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, length);
}

/** The characters after typing or pasting `text` into box `index`; the rest of the boxes move on. */
export function typed(
  code: readonly string[],
  index: number,
  text: string,
): { code: string[]; focus: number } {
  const next = [...code];
  const fresh = cleanCode(text, code.length - index);
  [...fresh].forEach((character, offset) => {
    next[index + offset] = character;
  });
  return { code: next, focus: Math.min(index + fresh.length, code.length - 1) };
}

/** Backspace clears its box, or the one before when it is empty already. */
export function erased(code: readonly string[], index: number): { code: string[]; focus: number } {
  const target = code[index] === '' ? Math.max(0, index - 1) : index;
  const next = [...code];
  next[target] = '';
  return { code: next, focus: target };
}

/** `ABCD-EFGH`: as it is read aloud. */
export function grouped(code: string, size = 4): string {
  return code.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? code;
}

/** `90` → `1:30`. */
export function countdownText(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
