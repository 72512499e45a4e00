// What a finding of the line check says and its figures, from the hall's own outcome or from the meeting's view alike.
import type { CheckMeasure, CheckStep } from '../../api/view/checks';
import type { Key, Translate } from '../../i18n';

export interface Found {
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly code: string;
  readonly value?: number | null;
  readonly unit?: string;
  readonly measures?: readonly CheckMeasure[];
  readonly note?: string;
}

/** One sentence: what is the case and, when it is not good, what to do. */
export function sentenceOf(t: Translate, step: CheckStep, found: Found): string {
  if (found.note) return t('check.any.by_hand', { note: found.note });
  if (found.code === 'skipped') return t('check.any.skipped');
  return t(`check.${step}.${found.code}` as Key);
}

/** What is wrong without what to do about it: the sentence up to its colon. */
export function briefOf(t: Translate, step: CheckStep, found: Found): string {
  return sentenceOf(t, step, found).split(':')[0] ?? '';
}

const UNITS: Readonly<Record<string, string>> = { dBFS: 'dB', px: 'px' };
const LABELLED = new Set(['rate', 'floor', 'remains', 'loss', 'size']);

function number(value: number): string {
  return String(value).replace('-', '−');
}

/** `1280×720 · 25 hình/giây`; empty when nothing was measured. */
export function figuresOf(t: Translate, found: Found): string {
  const measures = found.measures ?? [];
  const width = measures.find(({ name }) => name === 'width');
  const parts: string[] = [];
  if (typeof found.value === 'number') {
    const unit = found.unit ?? '';
    parts.push(
      width ? `${width.value}×${found.value}` : `${number(found.value)} ${UNITS[unit] ?? unit}`.trim(),
    );
  }
  for (const { name, value } of measures)
    if (LABELLED.has(name)) parts.push(t(`check.measure.${name}` as Key, { value: number(value) }));
  return parts.join(' · ');
}
