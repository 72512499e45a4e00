// A page's words as one row of letters without white space, however the file divides them; and back. Pure.

export interface Letters {
  readonly plain: string;
  /** For each letter, where what it came from begins and ends in the text. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A letter with its marks is put together alike whether the file keeps it in one piece or in several. */
export function lettersOf(text: string): Letters {
  let plain = '';
  const from: number[] = [];
  const to: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const letter = cluster.normalize('NFKC').replaceAll(/\s/gu, '');
    for (let n = 0; n < letter.length; n++) {
      from.push(index);
      to.push(index + cluster.length);
    }
    plain += letter;
  }
  return { plain, from, to };
}

export const plainOf = (text: string): string => lettersOf(text).plain;
