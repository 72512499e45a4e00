import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../../src/api/client';
import { ApiError, NETWORK, TIMEOUT } from '../../src/api/errors';

/** An answer whose head came and whose rest fails as `fail` says. */
function begun(fail: (signal: AbortSignal, give: (problem: unknown) => void) => void) {
  vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
    const body = new ReadableStream({
      start(rest) {
        rest.enqueue(new TextEncoder().encode('{"a": '));
        fail(signal, (problem) => rest.error(problem));
      },
    });
    return Promise.resolve(new Response(body, { status: 200 }));
  });
}

async function codeOf(asked: Promise<unknown>): Promise<string> {
  const problem = await asked.catch((reason: unknown) => reason);
  expect(problem).toBeInstanceOf(ApiError);
  return (problem as ApiError).code;
}

describe('an answer that begins and does not end', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is given up after a while, as one that never began', async () => {
    begun((signal, give) => signal.addEventListener('abort', () => give(signal.reason)));
    expect(await codeOf(api.get('/net/blob', { timeoutMs: 20 }))).toBe(TIMEOUT);
  });

  it('is a network failure when the line is cut', async () => {
    begun((_, give) => give(new TypeError('network error')));
    expect(await codeOf(api.get('/net/blob'))).toBe(NETWORK);
  });

  it('is as the asker left it when they no longer want it', async () => {
    const stop = new AbortController();
    begun((signal, give) => signal.addEventListener('abort', () => give(signal.reason)));
    const asked = api.get('/net/blob', { signal: stop.signal }).catch((reason: unknown) => reason);
    stop.abort();
    expect(await asked).not.toBeInstanceOf(ApiError);
  });
});
