// Says over the page that its paper was replaced and which pages changed since one read it.
import { Button } from '@mantine/core';
import { IconArrowsDiff, IconRefreshDot } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { versions } from '../../api/submissions';
import type { Paper } from '../../api/view';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { changedPages } from '../../papers/tree';
import { useSeat } from '../../stores/SeatProvider';
import classes from './PaperNotice.module.css';
import { useReadings } from './useReadings';
import { VersionsDialog } from './VersionsDialog';

/** For so long a replacement is news to who had not read the paper before. */
const NEWS_MS = 3 * 60_000;
const LONG = 80;

export function PaperNotice({ paper }: { paper: Paper | undefined }) {
  const now = useNow();
  const before = useReadings(paper);
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const learn = (key: string) => setKnown((keys) => new Set([...keys, key]));
  if (!paper?.replaced_at || paper.withdrawn) return null;
  const key = `${paper.id} ${paper.version}`;
  const fresh = now - Date.parse(paper.replaced_at) < NEWS_MS;
  if (known.has(key) || (before === null && !fresh)) return null;
  return <Replaced paper={paper} at={paper.replaced_at} before={before} onKnown={() => learn(key)} />;
}

interface ReplacedProps {
  readonly paper: Paper;
  readonly at: string;
  readonly before: number | null;
  readonly onKnown: () => void;
}

function Replaced({ paper, at, before, onKnown }: ReplacedProps) {
  const { t, language } = useLanguage();
  const { id: meeting } = useSeat();
  const [open, setOpen] = useState(false);
  const { version: n } = paper;
  const title = shortened(paper.title);
  return (
    <div className={classes.notice} role="status">
      <IconRefreshDot size={22} aria-hidden />
      <span className={classes.said}>
        {t('papers.replacedNow', { title, n, time: formatTime(at, language) })}{' '}
        {before !== null && <Since meeting={meeting} paper={paper} before={before} />} {paper.note}
      </span>
      <span className={classes.acts}>
        {before !== null && (
          <Button
            size="compact-sm"
            color="dark"
            leftSection={<IconArrowsDiff size={16} aria-hidden />}
            onClick={() => setOpen(true)}
          >
            {t('papers.showChanges')}
          </Button>
        )}
        <Button size="compact-sm" variant="outline" className={classes.quiet ?? ''} onClick={onKnown}>
          {t('papers.gotIt')}
        </Button>
      </span>
      {open && (
        <VersionsDialog meeting={meeting} paper={paper} since={before} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}

/** As much of a title as leaves room for what changed. */
function shortened(title: string): string {
  return title.length <= LONG ? title : `${title.slice(0, LONG - 1).trimEnd()}…`;
}

function Since({ meeting, paper, before }: { meeting: string; paper: Paper; before: number }) {
  const { t } = useLanguage();
  const found = useQuery({
    queryKey: ['paper-changes', meeting, paper.id, before, paper.version],
    queryFn: () => versions.changes(meeting, paper.id, before, paper.version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!found.data) return null;
  const pages = changedPages(found.data.pages);
  if (pages.length > 0)
    return <strong>{t('papers.changedSince', { from: before, pages: pages.join(', ') })}</strong>;
  const removed = found.data.pages.length > 0;
  return <strong>{t(removed ? 'papers.removedSince' : 'papers.sameSince', { from: before })}</strong>;
}
