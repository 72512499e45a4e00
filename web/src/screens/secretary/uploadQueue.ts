/**
 * Papers on their way: a list of uploads and what may happen to each. Pure; the sender feeds it.
 * One file is sent at a time, so that a weak line finishes something rather than nothing.
 */

export type UploadState = 'waiting' | 'sending' | 'checking' | 'done' | 'failed' | 'cancelled';

export interface Upload {
  key: string;
  name: string;
  size: number;
  state: UploadState;
  sent: number;
  /** A sentence for people, when failed. */
  reason: string | null;
  /** The paper's id once the server has it. */
  paper: string | null;
}

export type UploadEvent =
  | { type: 'added'; files: readonly { key: string; name: string; size: number }[] }
  | { type: 'started'; key: string }
  | { type: 'progressed'; key: string; sent: number }
  | { type: 'received'; key: string; paper: string }
  | { type: 'settled'; paper: string }
  | { type: 'failed'; key: string; reason: string }
  | { type: 'cancelled'; key: string }
  | { type: 'retried'; key: string }
  | { type: 'dismissed'; key: string };

function update(queue: readonly Upload[], key: string, change: Partial<Upload>): Upload[] {
  return queue.map((upload) => (upload.key === key ? { ...upload, ...change } : upload));
}

export function reduceUploads(queue: readonly Upload[], event: UploadEvent): Upload[] {
  switch (event.type) {
    case 'added':
      return [
        ...queue,
        ...event.files.map(
          (file): Upload => ({ ...file, state: 'waiting', sent: 0, reason: null, paper: null }),
        ),
      ];
    case 'started':
      return update(queue, event.key, { state: 'sending', sent: 0, reason: null });
    case 'progressed':
      return update(queue, event.key, { sent: event.sent });
    case 'received':
      return queue.map((upload) =>
        upload.key === event.key
          ? { ...upload, state: 'checking', sent: upload.size, paper: event.paper }
          : upload,
      );
    case 'settled':
      return queue.filter((upload) => upload.paper !== event.paper);
    case 'failed':
      return update(queue, event.key, { state: 'failed', reason: event.reason });
    case 'cancelled':
      return update(queue, event.key, { state: 'cancelled', sent: 0 });
    case 'retried':
      return update(queue, event.key, { state: 'waiting', sent: 0, reason: null });
    case 'dismissed':
      return queue.filter((upload) => upload.key !== event.key);
  }
}

/** The upload to send next, or null while one is being sent or none waits. */
export function nextToSend(queue: readonly Upload[]): Upload | null {
  if (queue.some((upload) => upload.state === 'sending')) return null;
  return queue.find((upload) => upload.state === 'waiting') ?? null;
}

/** Endings of the files that become papers; the server goes by their content. */
const ENDINGS = 'pdf docx xlsx pptx odt ods odp doc xls ppt rtf png jpg jpeg tif tiff webp bmp gif'.split(
  ' ',
);
/** The same as an `<input type="file">` wants them. */
export const ACCEPTED = ENDINGS.map((one) => `.${one}`).join();
const ENDING = new RegExp(`\\.(${ENDINGS.join('|')})$`, 'i');

/**
 * Why a file is not worth sending, or null. The server decides by content; this only spares the wait.
 * `limit` in bytes; null while the server has not said it.
 */
export function unfitPaper(
  file: { name: string; size: number },
  limit: number | null,
): 'type' | 'size' | 'empty' | null {
  if (!ENDING.test(file.name)) return 'type';
  if (file.size === 0) return 'empty';
  return limit !== null && file.size > limit ? 'size' : null;
}

/** A title proposed from the file's name: no ending, underscores as spaces. */
export function titleFrom(name: string): string {
  return name
    .replace(ENDING, '')
    .replace(/[_]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
    .slice(0, 200);
}
