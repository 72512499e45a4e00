import { describe, expect, it } from 'vitest';
import { type Exported, fileName, notesAsHtml } from '../../src/notes/document';
import { withoutWords } from '../../src/notes/note';
import { aNote } from './fakes';

const exported = (more: Partial<Exported> = {}): Exported => ({
  language: 'vi',
  owner: 'Lê Thị Hoa',
  now: '2026-11-27T02:00:00Z',
  meetings: [
    {
      title: 'Giao ban tháng 11',
      order: ['p2', 'p1'],
      titles: { p1: 'Báo cáo giải ngân', p2: 'Tờ trình' },
      places: { n1: { state: 'moved', page: 5 } },
      notes: [
        { id: 'n1', note: aNote({ quote: { exact: 'đạt 61,3%', prefix: '', suffix: '' } }) },
        { id: 'n2', note: aNote({ paper: 'p2', text: 'Chờ Sở Tài chính', at: '2026-11-27T01:23:45Z' }) },
      ],
    },
  ],
  ...more,
});

describe('the exported file', () => {
  it('has the notes by paper in the meeting’s order, with page, quote, moment and what became of the place', () => {
    const html = notesAsHtml(exported());
    expect(html.indexOf('Tờ trình')).toBeLessThan(html.indexOf('Báo cáo giải ngân'));
    for (const said of [
      'Trang 5',
      'trước ở trang 3',
      'đạt 61,3%',
      'ghi trong cuộc họp, lúc 08:23:45',
      'Lê Thị Hoa',
    ])
      expect(html).toContain(said);
  });

  it('is in the language chosen', () => {
    const html = notesAsHtml(exported({ language: 'en' }));
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('My notes');
    expect(html).not.toContain('Trang 5');
  });

  it('runs nothing of what was written, quoted or named', () => {
    const evil = '<script>alert(1)</script><img src=x onerror="alert(2)">\'&';
    const note = aNote({ text: evil, title: evil, quote: { exact: evil, prefix: '', suffix: '' } });
    const html = notesAsHtml(
      exported({
        owner: evil,
        meetings: [{ title: evil, order: [], titles: {}, places: {}, notes: [{ id: 'n1', note }] }],
      }),
    );
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain("default-src 'none'");
  });

  it('needs nothing from anywhere', () => {
    expect(notesAsHtml(exported())).not.toMatch(/src=|href=|url\(|@import|https?:/);
  });

  it('leaves out name and words of a marked paper', () => {
    const note = aNote({
      title: 'Phương án tác chiến',
      quote: { exact: 'nội dung mật', prefix: '', suffix: '' },
    });
    const html = notesAsHtml(
      exported({
        meetings: [
          {
            title: 'Họp',
            order: ['p1'],
            titles: { p1: 'Phương án tác chiến' },
            places: {},
            notes: [{ id: 'n1', note: withoutWords(note) }],
          },
        ],
      }),
    );
    expect(html).toContain('Tài liệu mật');
    expect(html).toContain('Hỏi lại số liệu giải ngân');
    expect(html).not.toContain('Phương án tác chiến');
    expect(html).not.toContain('nội dung mật');
  });

  it('says that there is nothing when there is nothing', () => {
    expect(notesAsHtml(exported({ meetings: [] }))).toContain('Chưa có ghi chú nào.');
  });
});

it('is named by its day', () => {
  expect(fileName('vi', '2026-11-27T02:00:00Z')).toBe('ghi-chu-2026-11-27.html');
  expect(fileName('en', '2026-11-27T02:00:00Z')).toBe('notes-2026-11-27.html');
});
