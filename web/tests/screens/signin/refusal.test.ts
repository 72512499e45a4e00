import { describe, expect, it } from 'vitest';
import { ApiError, NETWORK } from '../../../src/api/errors';
import { isWrong, linkFailure, waitSeconds } from '../../../src/screens/signin/refusal';

describe('a refusal at the door', () => {
  it('says how long to wait, and only when it is about waiting', () => {
    expect(waitSeconds(new ApiError('session.throttled', '', 429, { wait_s: 12.2 }))).toBe(13);
    expect(waitSeconds(new ApiError('session.throttled', '', 429))).toBe(30);
    expect(waitSeconds(new ApiError('session.wrong', '', 401, { wait_s: 12 }))).toBeNull();
    expect(isWrong(new ApiError('session.wrong', '', 401))).toBe(true);
    expect(isWrong(new ApiError(NETWORK, '', 0))).toBe(false);
  });

  it('tells apart why a link does not open', () => {
    expect(linkFailure(new ApiError('link.used', '', 404))).toBe('used');
    expect(linkFailure(new ApiError('link.expired', '', 404))).toBe('expired');
    expect(linkFailure(new ApiError('link.revoked', '', 404))).toBe('revoked');
    expect(linkFailure(new ApiError('link.not_valid', '', 404))).toBe('unknown');
    expect(linkFailure(new ApiError(NETWORK, '', 0))).toBe('failed');
    expect(linkFailure(new TypeError('x'))).toBe('failed');
  });
});
