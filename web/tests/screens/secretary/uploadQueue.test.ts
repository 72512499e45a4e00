import { describe, expect, it } from 'vitest';
import {
  nextToSend,
  reduceUploads,
  titleFrom,
  type Upload,
  type UploadEvent,
  unfitPaper,
} from '../../../src/screens/secretary/uploadQueue';

function queueOf(...events: UploadEvent[]): Upload[] {
  return events.reduce<Upload[]>((queue, event) => reduceUploads(queue, event), []);
}

const two: UploadEvent = {
  type: 'added',
  files: [
    { key: 'a', name: 'a.pdf', size: 100 },
    { key: 'b', name: 'b.pdf', size: 200 },
  ],
};

describe('papers on their way', () => {
  it('are sent one at a time, in order', () => {
    expect(nextToSend(queueOf(two))?.key).toBe('a');
    expect(nextToSend(queueOf(two, { type: 'started', key: 'a' }))).toBeNull();
    expect(
      nextToSend(queueOf(two, { type: 'started', key: 'a' }, { type: 'received', key: 'a', paper: 'p1' }))
        ?.key,
    ).toBe('b');
  });

  it('are kept while the server checks them, and leave when it has decided', () => {
    const checking = queueOf(
      two,
      { type: 'started', key: 'a' },
      { type: 'progressed', key: 'a', sent: 60 },
      { type: 'received', key: 'a', paper: 'p1' },
    );
    expect(checking[0]).toMatchObject({ state: 'checking', sent: 100 });
    expect(reduceUploads(checking, { type: 'settled', paper: 'p1' }).map((one) => one.key)).toEqual(['b']);
  });

  it('fail with a reason, do not block the next, and can be tried again', () => {
    const failed = queueOf(
      two,
      { type: 'started', key: 'a' },
      { type: 'failed', key: 'a', reason: 'mất kết nối' },
    );
    expect(nextToSend(failed)?.key).toBe('b');
    const again = reduceUploads(failed, { type: 'retried', key: 'a' });
    expect(again[0]).toMatchObject({ state: 'waiting', reason: null });
    expect(reduceUploads(failed, { type: 'dismissed', key: 'a' })).toHaveLength(1);
  });
});

describe('a chosen file', () => {
  it('is not sent when it cannot be a paper', () => {
    expect(unfitPaper({ name: 'a.exe', size: 5 }, 10)).toBe('type');
    expect(unfitPaper({ name: 'a.pdf', size: 11 }, 10)).toBe('size');
    expect(unfitPaper({ name: 'a.pdf', size: 0 }, 10)).toBe('empty');
    expect(unfitPaper({ name: 'a.PDF', size: 10 }, 10)).toBeNull();
    expect(unfitPaper({ name: 'a.DOCX', size: 10 }, 10)).toBeNull();
    for (const taken of ['bmp', 'gif', 'webp', 'tif'])
      expect(unfitPaper({ name: `a.${taken}`, size: 10 }, 10)).toBeNull();
    expect(unfitPaper({ name: 'a.heic', size: 10 }, 10)).toBe('type');
    expect(unfitPaper({ name: 'a.pdf', size: 1e12 }, null)).toBeNull();
  });
  it('proposes its name as title', () => {
    expect(titleFrom('Bao_cao__quy III.pdf')).toBe('Bao cao quy III');
    expect(titleFrom('So_lieu.xlsx')).toBe('So lieu');
  });
});
