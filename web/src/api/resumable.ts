// Sends a file by tus 1.0.0: in parts, on over cut lines and restarted servers, and after a reload when the same file is chosen again.
import {
  type DetailedError,
  defaultOptions,
  type HttpRequest,
  type PreviousUpload,
  Upload,
} from 'tus-js-client';
import { ROOT, standardHeaders } from './client';
import { ApiError, errorFrom, NETWORK } from './errors';

/** Small enough that a cut costs a weak line (200 kbit/s) under a minute. */
const PART_BYTES = 1_048_576;
const SECOND = 1000;
const RETRY_MS = [0, 1, 2, 5, 10, 20, 30, 30, 60, 60, 60, 120, 120, 120].map((seconds) => seconds * SECOND);
/** Answers after which the same bytes may be sent again: a part damaged on its way, a newer request, too much at once. */
const AGAIN = [409, 423, 429, 460];
const FULL = 507;
const LEFT = 'left';

export interface Sending {
  /** Where uploads begin, relative to the API. */
  readonly path: string;
  /** Whose uploads these are: they go on only for the same seat of the same meeting. */
  readonly owner: string;
  readonly file: File;
  readonly said: Readonly<Record<string, string>>;
  readonly onProgress: (sent: number) => void;
  readonly signal: AbortSignal;
}

/** An upload that an earlier page of this machine began and did not finish. */
export interface Unfinished {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly url: string;
}

/** To give to `AbortController.abort` when the page is left: the server keeps what it has. */
export const leaving = () => new DOMException(LEFT, 'AbortError');

const prefix = (owner: string) => `giaoban:${owner}:`;

/** The same file chosen again has the same print; a changed one has not. */
export function printOf(owner: string, path: string, file: File): string {
  return `${prefix(owner)}${path}:${file.name}:${file.size}:${file.lastModified}`;
}

async function sign(request: HttpRequest, file: File): Promise<void> {
  for (const [name, value] of Object.entries(standardHeaders())) request.setHeader(name, value);
  // Without a secure context there is no digest; the file as a whole is still what the server counted.
  if (request.getMethod() !== 'PATCH' || !globalThis.crypto?.subtle) return;
  const offset = Number(request.getHeader('Upload-Offset'));
  const part = await file.slice(offset, offset + PART_BYTES).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', part));
  request.setHeader('Upload-Checksum', `sha256 ${btoa(String.fromCharCode(...digest))}`);
}

/** What went wrong, as every other request says it. */
export function problemOf(error: Error | DetailedError): ApiError {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  if (!answer || answer.getStatus() === 0) return new ApiError(NETWORK, '', 0);
  try {
    return errorFrom(answer.getStatus(), JSON.parse(answer.getBody()));
  } catch {
    return errorFrom(answer.getStatus(), null);
  }
}

/** Whether sending again by itself may help. */
export function mayPass(problem: ApiError): boolean {
  if (problem.code === 'upload.too_many') return false;
  if (problem.code === 'paper.interrupted' || AGAIN.includes(problem.status)) return true;
  return problem.status === 0 || (problem.status >= 500 && problem.status !== FULL);
}

/** Sends the file; resolves to the id of the paper it became. Rejects with ApiError, or the signal's reason. */
export function sendResumable({ path, owner, file, said, onProgress, signal }: Sending): Promise<string> {
  // An abort of before is told to no listener: without this, nobody would ever be answered.
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: ROOT + path,
      metadata: { name: file.name, ...said },
      chunkSize: PART_BYTES,
      retryDelays: RETRY_MS,
      removeFingerprintOnSuccess: true,
      fingerprint: async () => printOf(owner, path, file),
      onBeforeRequest: (request) => sign(request, file),
      onShouldRetry: (error) => mayPass(problemOf(error)),
      onProgress,
      onError: (error) => reject(problemOf(error)),
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('Giaoban-Paper') ?? ''),
    });
    signal.addEventListener('abort', () => {
      const left = signal.reason instanceof DOMException && signal.reason.message === LEFT;
      upload.abort(!left).catch(() => undefined);
      reject(signal.reason);
    });
    void begin(upload, signal);
  });
}

async function begin(upload: Upload, signal: AbortSignal): Promise<void> {
  const [before] = await upload.findPreviousUploads();
  if (signal.aborted) return;
  if (before) upload.resumeFromPreviousUpload(before);
  upload.start();
}

/** What earlier pages of this machine left unfinished under a path, the newest first. */
export async function findUnfinished(owner: string, path: string): Promise<readonly Unfinished[]> {
  const mine = `tus::${prefix(owner)}${path}:`;
  const found = await defaultOptions.urlStorage.findAllUploads();
  return found
    .filter((one) => one.urlStorageKey.startsWith(mine) && one.uploadUrl !== null)
    .map(describe)
    .reverse();
}

const describe = (one: PreviousUpload): Unfinished => ({
  key: one.urlStorageKey,
  name: one.metadata.name ?? '',
  size: one.size ?? 0,
  url: one.uploadUrl ?? '',
});

/** Gives an unfinished upload up, here and on the server. */
export async function forgetUnfinished(one: Unfinished): Promise<void> {
  await defaultOptions.urlStorage.removeUpload(one.key);
  await Upload.terminate(one.url, { headers: standardHeaders() }).catch(() => undefined);
}
