/** What the server found in a CSV of sites, sorted for reading, and as text a person can send to whoever made the file. Pure. */

export interface CsvFinding {
  /** Line in the file, the header being line 1; 0 for a finding about the whole file. */
  line: number;
  reason_code: string;
  message: string;
  value: string;
}

export interface CsvLineFindings {
  line: number;
  findings: CsvFinding[];
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** The line has a place of its own; a sentence that begins with it would say it twice. */
function withoutLine(message: string): string {
  const rest = message.replace(/^(?:dòng|line)\s+\d+\s*:\s*/i, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Reads `details` of a `sites.bad_rows` answer; anything that is no row is left out. */
export function findingsOf(details: unknown): CsvFinding[] {
  const rows =
    typeof details === 'object' && details !== null ? (details as { rows?: unknown }).rows : undefined;
  if (!Array.isArray(rows)) return [];
  return rows
    .filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null)
    .map((row) => ({
      line: typeof row.line === 'number' ? row.line : 0,
      reason_code: text(row.reason_code),
      message: withoutLine(text(row.message)) || text(row.reason_code),
      value: text(row.value),
    }));
}

/** By line, in the order of the file. */
export function byLine(findings: readonly CsvFinding[]): CsvLineFindings[] {
  const lines = new Map<number, CsvFinding[]>();
  for (const finding of findings) lines.set(finding.line, [...(lines.get(finding.line) ?? []), finding]);
  return [...lines].sort(([a], [b]) => a - b).map(([line, own]) => ({ line, findings: own }));
}

/** One line a finding: `dòng 7: Mã điểm cầu bị lặp (413)`. */
export function asText(findings: readonly CsvFinding[], lineWord: string): string {
  return byLine(findings)
    .flatMap(({ line, findings: own }) =>
      own.map(
        (one) =>
          `${line > 0 ? `${lineWord} ${line}: ` : ''}${one.message}${one.value ? ` (${one.value})` : ''}`,
      ),
    )
    .join('\n');
}

/** Why a dropped file is not worth sending, or null: `type` or `size`. */
export function unfit(
  file: { name: string; size: number },
  limit = 1024 * 1024,
): 'type' | 'size' | 'empty' | null {
  if (!/\.(csv|txt)$/i.test(file.name)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > limit ? 'size' : null;
}
