// Fetches and draws one page as a test of the line, past every cache: a real paper's, or the built-in page's.
import { getDocument } from 'pdfjs-dist';
import { standardHeaders } from '../api/client';
import { papers } from '../api/papers';
import { fitInside } from './shelf';
import testPage from './test-page.pdf?url';

const BOX = { width: 1280, height: 720 };

export interface Trial {
  readonly ms: number;
  readonly bytes: number;
}

/** Milliseconds from asking for the smallest paper of a meeting to its first page drawn. Rejects when it does not come. */
export async function tryPage(meeting: string, signal: AbortSignal): Promise<Trial> {
  const listed = await papers.list(meeting);
  const smallest = listed.filter((paper) => paper.state === 'ready').toSorted((a, b) => a.size - b.size)[0];
  const url = smallest ? papers.fileUrl(meeting, smallest.id) : testPage;
  const start = performance.now();
  const answer = await fetch(url, {
    cache: 'no-store',
    credentials: 'same-origin',
    headers: smallest ? standardHeaders() : {},
    signal,
  });
  if (!answer.ok) throw new Error(`page: ${answer.status}`);
  const data = await answer.arrayBuffer();
  const bytes = data.byteLength;
  await draw(data);
  return { ms: performance.now() - start, bytes };
}

async function draw(data: ArrayBuffer): Promise<void> {
  const task = getDocument({ data, cMapUrl: '/pdfjs/cmaps/', cMapPacked: true, wasmUrl: '/pdfjs/wasm/' });
  try {
    const page = await (await task.promise).getPage(1);
    const natural = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: fitInside(natural, BOX).width / natural.width });
    const canvas = document.createElement('canvas');
    canvas.width = viewport.width;
    canvas.height = viewport.height;
    await page.render({ canvas, viewport }).promise;
  } finally {
    await task.destroy();
  }
}
