// Talks HTTP to the server: slot header, language, one error shape, progress of uploads. Decides nothing.
import { storedLanguage } from '../i18n/LanguageProvider';
import { ApiError, errorFrom, NETWORK, TIMEOUT } from './errors';
import { currentSlot } from './slot';

export const ROOT = '/api/v1';
const PATIENCE_MS = 20_000;

export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Beside those that every request carries. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface UploadOptions extends RequestOptions {
  readonly contentType?: string;
  /** POST unless said otherwise. */
  readonly method?: 'POST' | 'PUT';
  /** Called with bytes sent and bytes in all. */
  readonly onProgress?: (sent: number, total: number) => void;
}

function address(path: string, query: RequestOptions['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return `${ROOT}${path}${text ? `?${text}` : ''}`;
}

/** Headers every request carries. The slot header also proves that the request is ours, not another site's. */
export function standardHeaders(): Record<string, string> {
  return {
    'X-Giaoban-Slot': currentSlot() ?? '',
    'Accept-Language': storedLanguage(),
    Accept: 'application/json',
  };
}

/** An address for places that cannot send a header (video, download, WebSocket): the slot goes in the query. */
export function fileUrl(path: string, query: RequestOptions['query'] = {}): string {
  return address(path, { ...query, slot: currentSlot() });
}

async function parse(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const text = await response.text();
  if (!text) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

async function send<T>(
  method: string,
  path: string,
  body: unknown,
  options: RequestOptions = {},
): Promise<T> {
  const patience = AbortSignal.timeout(options.timeoutMs ?? PATIENCE_MS);
  const headers = { ...standardHeaders(), ...options.headers };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      body: body === undefined ? null : JSON.stringify(body),
      signal: options.signal ? AbortSignal.any([options.signal, patience]) : patience,
    });
    answer = await parse(response);
  } catch (problem) {
    if (options.signal?.aborted) throw problem;
    throw new ApiError(patience.aborted ? TIMEOUT : NETWORK, '', 0);
  }
  if (!response.ok) throw errorFrom(response.status, answer);
  return answer as T;
}

function upload<T>(path: string, body: Blob | string, options: UploadOptions = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(options.method ?? 'POST', address(path, options.query));
    for (const [name, value] of Object.entries(standardHeaders())) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', options.contentType ?? 'application/octet-stream');
    request.upload.onprogress = (event) => options.onProgress?.(event.loaded, event.total);
    request.onerror = () => reject(new ApiError(NETWORK, '', 0));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = () => {
      let answer: unknown = null;
      try {
        answer = request.responseText ? JSON.parse(request.responseText) : null;
      } catch {
        answer = request.responseText;
      }
      if (request.status >= 200 && request.status < 300) resolve(answer as T);
      else reject(errorFrom(request.status, answer));
    };
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

/** The server's HTTP interface, paths relative to /api/v1. Every failure is an ApiError. */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body: unknown = {}, options?: RequestOptions) =>
    send<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: RequestOptions) => send<T>('PUT', path, body, options),
  patch: <T>(path: string, body: unknown, options?: RequestOptions) => send<T>('PATCH', path, body, options),
  delete: <T>(path: string, options?: RequestOptions) => send<T>('DELETE', path, undefined, options),
  upload,
};
