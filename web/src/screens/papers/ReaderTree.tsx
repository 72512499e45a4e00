// The papers by agenda item for who reads: one press opens a paper here; the page in front of everyone stays.
import { ActionIcon, Drawer } from '@mantine/core';
import { IconListTree } from '@tabler/icons-react';
import { useState } from 'react';
import { papers } from '../../api/papers';
import type { Paper } from '../../api/view';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { isPaged } from '../../papers/marked/rules';
import { shownPlace } from '../../papers/reading';
import { paperTree } from '../../papers/tree';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { usePapers } from '../parts/PapersProvider';
import { PaperFacts } from './PaperFacts';
import classes from './ReaderTree.module.css';

export function ReaderTree({ size = 44 }: { size?: number }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionIcon
        size={size}
        variant="default"
        aria-label={t('papers.listOpen')}
        onClick={() => setOpen(true)}
      >
        <IconListTree size={Math.round(size * 0.55)} />
      </ActionIcon>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        title={t('papers.listOpen')}
        position="right"
        size="min(560px, 100vw)"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Branches onChosen={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function Branches({ onChosen }: { onChosen: () => void }) {
  const t = useT();
  const view = useMeetingView();
  return paperTree(view).map(({ item, place, papers: there }) => (
    <section key={item?.id ?? ''} className={classes.branch}>
      <h3>
        {place !== null && <span className="figures">{place}. </span>}
        {item ? item.title : t('papers.wholeMeeting')}
      </h3>
      <ul>
        {there.map((paper) => (
          <Entry key={paper.id} paper={paper} onChosen={onChosen} />
        ))}
      </ul>
    </section>
  ));
}

function Entry({ paper, onChosen }: { paper: Paper; onChosen: () => void }) {
  const t = useT();
  const { id: meeting } = useSeat();
  const { front, secrecy } = useMeetingView();
  const { reading } = usePapers();
  const shown = shownPlace(useObservable(reading), front)?.paper === paper.id;
  const inFront = front.paper === paper.id;
  const choose = () => {
    if (inFront) reading.follow();
    else reading.go({ paper: paper.id, page: 1 });
    onChosen();
  };
  const more = [
    t('meeting.page.count', { n: paper.pages }),
    inFront ? t('papers.inFront', { page: front.page }) : shown ? t('papers.reading') : '',
  ];
  return (
    <li>
      <button
        type="button"
        className={classes.entry}
        data-current={shown || undefined}
        aria-current={shown || undefined}
        disabled={paper.withdrawn !== null}
        onClick={choose}
      >
        {paper.withdrawn === null && !isPaged(paper, secrecy.rules) && (
          <img
            src={papers.thumbnailUrl(meeting, paper.id, 1, paper.version)}
            alt=""
            loading="lazy"
            onError={(event) => event.currentTarget.setAttribute('hidden', '')}
          />
        )}
        <span className={classes.what}>
          <span className={classes.title}>{paper.title}</span>
          <PaperFacts paper={paper} more={paper.withdrawn ? [] : more} />
          {paper.note && !paper.withdrawn && <small>{paper.note}</small>}
        </span>
      </button>
    </li>
  );
}
