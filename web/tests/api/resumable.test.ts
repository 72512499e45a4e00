import { describe, expect, it } from 'vitest';
import { ApiError, NETWORK } from '../../src/api/errors';
import { mayPass, printOf, problemOf, sendResumable } from '../../src/api/resumable';

const answered = (status: number, body: string) =>
  Object.assign(new Error(), { originalResponse: { getStatus: () => status, getBody: () => body } }) as never;

describe('an upload that stops', () => {
  it('says why as every other request does', () => {
    const refused = problemOf(answered(413, '{"code":"paper.too_large","message":"Quá lớn"}'));
    expect(refused).toMatchObject({ code: 'paper.too_large', message: 'Quá lớn', status: 413 });
    expect(problemOf(new Error('cut'))).toMatchObject({ code: NETWORK, status: 0 });
    expect(problemOf(answered(502, '<html>'))).toMatchObject({ status: 502 });
  });

  it('goes on by itself after what passes, and not after a refusal', () => {
    const passes = (status: number, code = 'x') => mayPass(new ApiError(code, '', status));
    expect([0, 409, 423, 460, 500, 503].map((status) => passes(status))).toEqual(Array(6).fill(true));
    expect([400, 401, 403, 404, 410, 413, 415, 422, 507].map((status) => passes(status))).toEqual(
      Array(9).fill(false),
    );
    expect(passes(400, 'paper.interrupted')).toBe(true);
    expect(passes(429, 'upload.too_many')).toBe(false);
  });
});

it('does not begin when it was given up before', async () => {
  const stop = new AbortController();
  stop.abort(new Error('left'));
  const rest = { path: '/u', owner: 's1', said: {}, onProgress: () => undefined };
  const sent = sendResumable({ ...rest, file: { name: 'a.pdf', size: 5 } as File, signal: stop.signal });
  await expect(sent).rejects.toThrow('left');
});

describe('the print of a file', () => {
  it('tells a changed file, another seat and another meeting apart', () => {
    const file = { name: 'a.docx', size: 5, lastModified: 1 } as File;
    const prints = [
      printOf('s1', '/m1', file),
      printOf('s2', '/m1', file),
      printOf('s1', '/m2', file),
      printOf('s1', '/m1', { ...file, size: 6 }),
      printOf('s1', '/m1', { ...file, lastModified: 2 }),
    ];
    expect(new Set(prints).size).toBe(5);
    expect(printOf('s1', '/m1', { ...file })).toBe(prints[0]);
  });
});
