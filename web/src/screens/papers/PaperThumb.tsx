// The first page of a paper in a row; a sign where there is no picture, or none for this reader.
import { IconFileAlert, IconFileText, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { papers } from '../../api/papers';
import rows from '../secretary/PapersPanel.module.css';

interface Props {
  readonly meeting: string;
  readonly paper: string;
  /** Undefined: there is no picture yet. */
  readonly version: number | undefined;
  readonly refused?: boolean;
  /** Its pages are given out one by one only. */
  readonly paged?: boolean;
}

export function PaperThumb({ meeting, paper, version, refused = false, paged = false }: Props) {
  // Of the version that failed only: the next one has a picture of its own.
  const [missing, setMissing] = useState<number | null>(null);
  if (version !== undefined && missing !== version && !paged)
    return (
      <img
        className={rows.thumb}
        src={papers.thumbnailUrl(meeting, paper, 1, version)}
        alt=""
        loading="lazy"
        onError={() => setMissing(version)}
      />
    );
  const Mark = refused ? IconFileAlert : paged ? IconLock : IconFileText;
  return (
    <span className={rows.blank}>
      <Mark size={26} stroke={1.5} aria-hidden />
    </span>
  );
}
