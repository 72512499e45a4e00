// The owner's notes as one HTML file that needs nothing else: to be kept, read offline, printed. Pure.
import { type Translate, translate } from '../i18n';
import type { Language } from '../i18n/types';
import { formatDate, formatTime } from '../lib/format';
import { byPaper, type Listed, momentOf, type Places, pageOf } from './arrange';
import type { Note } from './note';

export interface MeetingNotes {
  readonly title: string;
  readonly notes: readonly Listed[];
  /** The papers in the meeting's order, and what they are called now. */
  readonly order: readonly string[];
  readonly titles: Readonly<Record<string, string>>;
  readonly places: Places;
}

export interface Exported {
  readonly language: Language;
  readonly owner: string;
  readonly now: string;
  readonly meetings: readonly MeetingNotes[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
:root{color-scheme:light dark;--ink:#10242d;--soft:#4a6069;--line:#cfdade;--back:#fff;--field:#f2f6f7}
@media (prefers-color-scheme:dark){:root{--ink:#e8f0f2;--soft:#a9bdc5;--line:#2b4852;--back:#0c1f27;--field:#132d37}}
body{margin:0 auto;max-width:48rem;padding:2rem 1.25rem 4rem;font:16px/1.55 "Be Vietnam Pro",system-ui,sans-serif;color:var(--ink);background:var(--back)}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem}h2{font-size:1.3rem;margin:2.4rem 0 .6rem;padding-top:.8rem;border-top:2px solid var(--line)}
h3{font-size:1.05rem;margin:1.6rem 0 .5rem}p{margin:.25rem 0}.soft{color:var(--soft);font-size:.9rem}
ol{list-style:none;margin:0;padding:0}li{margin:.7rem 0;padding:.7rem .9rem;background:var(--field);border-left:5px solid #c9a227;border-radius:6px;break-inside:avoid}
li.green{border-color:#2f9e5b}li.blue{border-color:#3a7bd5}li.pink{border-color:#c2457e}li.bookmark{border-color:var(--soft)}
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:2px solid var(--line);font-style:italic}.text{white-space:pre-wrap;overflow-wrap:anywhere}
@media print{body{max-width:none;padding:0;color:#000;background:#fff}li{background:none;border:1px solid #999;border-left-width:5px}}`;

export function notesAsHtml(all: Exported): string {
  const t: Translate = (key, params) => translate(all.language, key, params);
  const when = (at: string) => `${formatTime(at, all.language, true)} · ${formatDate(at, all.language)}`;
  const title = t('notes.mine');
  const parts = all.meetings.map((meeting) => meetingPart(meeting, all, t, when));
  return `<!doctype html>
<html lang="${all.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${title} · ${all.owner}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p class="soft">${escaped(t('notes.exportOf', { name: all.owner, time: when(all.now) }))}</p>
<p class="soft">${escaped(t('notes.exportPrivate'))}</p>
${parts.join('\n') || `<p>${escaped(t('notes.none'))}</p>`}
</body>
</html>
`;
}

function meetingPart(one: MeetingNotes, all: Exported, t: Translate, when: (at: string) => string): string {
  const papers = byPaper(one.notes, one.order, one.places).map(({ paper, notes }) => {
    const name = paperName(paper, notes, one.titles, t);
    const rows = notes.map((note) => noteRow(note, one.places, t, when));
    return `<section>\n<h3>${escaped(name)}</h3>\n<ol>\n${rows.join('\n')}\n</ol>\n</section>`;
  });
  const count = t('notes.count', { n: one.notes.length });
  const heading = `<h2>${escaped(one.title || t('notes.meetingUnknown'))}</h2>\n<p class="soft">${escaped(count)}</p>`;
  return `<article lang="${all.language}">\n${heading}\n${papers.join('\n')}\n</article>`;
}

/** What a paper is called now, or was when the note was made; a marked one has no name here. */
export function paperName(
  paper: string,
  notes: readonly Listed[],
  titles: Readonly<Record<string, string>>,
  t: Translate,
): string {
  if (notes.some(({ note }) => note.marked)) return t('notes.markedPaper');
  return titles[paper] || notes.find(({ note }) => note.title)?.note.title || t('notes.paperUnknown');
}

function noteRow(one: Listed, places: Places, t: Translate, when: (at: string) => string): string {
  const { note } = one;
  const place = [t('notes.page', { page: pageOf(one, places) }), t(`notes.kind.${note.kind}`)];
  if (note.kind !== 'bookmark') place.push(t(`notes.colour.${note.colour}`));
  const moved = standing(one, places, t);
  const quote = note.quote && !note.marked ? `<blockquote>${escaped(note.quote.exact)}</blockquote>` : '';
  const text = note.text ? `<p class="text">${escaped(note.text)}</p>` : '';
  const dated = t(note.at ? 'notes.madeInSession' : 'notes.madeAt', { time: when(momentOf(note)) });
  return `<li class="${note.kind === 'bookmark' ? 'bookmark' : note.colour}">
<p><strong>${escaped(place.join(' · '))}</strong></p>
${quote}${text}
<p class="soft">${escaped([dated, moved].filter(Boolean).join(' · '))}</p>
</li>`;
}

/** What the new version means for a note, in words; empty while it lies on its own version. */
export function standing({ id, note }: { id: string; note: Note }, places: Places, t: Translate): string {
  const place = places[id];
  if (!place) return '';
  if (place.state === 'moved') return t('notes.moved', { page: place.page, before: note.page });
  return t(`notes.${place.state}`, { page: note.page });
}

/** A name for the file that every system takes. */
export const fileName = (language: Language, now: string): string =>
  `${language === 'vi' ? 'ghi-chu' : 'notes'}-${now.slice(0, 10)}.html`;
