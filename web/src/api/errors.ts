// The one error of the client: what the server refused, or what the network did, with a stable code.

export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

/** A refusal or a failure. `status` is 0 when no answer came. `message` is ready to be shown when the server sent it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly details: unknown = null,
  ) {
    super(message);
  }

  /** True when the same request may succeed later without anybody changing anything. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** True when the server knows nobody behind this tab, or no longer. A wrong password is something else. */
  get signedOut(): boolean {
    return this.code === 'session.ended' || this.code === 'session.required';
  }
}

export const NETWORK = 'network.unreachable';
export const TIMEOUT = 'network.timeout';
export const UNREADABLE = 'network.unreadable';

/** Reads the error shape `{code, message, details}` out of an answer's body. */
export function errorFrom(status: number, body: unknown): ApiError {
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
    const message = 'message' in body && typeof body.message === 'string' ? body.message : body.code;
    return new ApiError(body.code, message, status, 'details' in body ? body.details : null);
  }
  return new ApiError(UNREADABLE, '', status, body);
}
