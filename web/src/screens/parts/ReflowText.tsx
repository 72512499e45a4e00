// The words of a page as running text, as large as the reader likes: for phones, and for eyes that need it.
import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n';
import { isPaged, rulesIn } from '../../papers/marked/rules';
import type { Place } from '../../papers/reading';
import { type Paragraph, paragraphsOf } from '../../papers/reflow';
import { useMeetingView } from '../../stores/SeatProvider';
import { MarkedText } from '../notes/MarkedText';
import { usePapers } from './PapersProvider';
import classes from './ReflowText.module.css';

interface Props {
  readonly place: Place;
  readonly zoom: number;
  readonly title: string;
}

export function ReflowText({ place: { paper, page }, zoom, title }: Props) {
  const t = useT();
  const { shelf, holdings } = usePapers();
  const view = useMeetingView();
  const known = view.papers.items[paper];
  /** The version of a paper whose pages come one by one; 0 for a file. */
  const marked = known && isPaged(known, rulesIn(view)) ? known.version : 0;
  const [found, setFound] = useState<readonly Paragraph[] | null>(null);
  useEffect(() => {
    let over = false;
    setFound(null);
    const read = async () => {
      if (marked) {
        const text = await holdings.marked.text({ paper, version: marked, page });
        const lines = text.split(/\n\s*\n/).map((one) => one.replace(/\s+/g, ' ').trim());
        if (!over) setFound(lines.filter(Boolean).map((line) => ({ text: line, heading: false })));
        return;
      }
      const sheet = await shelf.page(paper, page);
      const { items } = await sheet.getTextContent();
      const runs = items.flatMap((item) =>
        'str' in item
          ? [
              {
                text: item.str,
                x: item.transform[4],
                y: item.transform[5],
                width: item.width,
                height: item.height,
                ends: item.hasEOL,
              },
            ]
          : [],
      );
      if (!over) setFound(paragraphsOf(runs));
    };
    read().catch(() => !over && setFound([]));
    return () => {
      over = true;
    };
  }, [shelf, holdings, paper, page, marked]);
  return (
    <article
      className={classes.text}
      data-marked={marked > 0 || undefined}
      style={{ fontSize: `${1.15 * zoom}rem` }}
      lang="vi"
      aria-label={t('meeting.page.label', { page, title })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is reached by keyboard
      tabIndex={0}
    >
      {found === null && <Loader size="sm" />}
      {found?.length === 0 && <p className={classes.none}>{t('page.largeNone')}</p>}
      {found && <MarkedText place={{ paper, page }} paragraphs={found} marked={marked > 0} />}
    </article>
  );
}
