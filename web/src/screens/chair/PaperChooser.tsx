// The papers of the meeting by agenda item with their first page and what they are; one press shows one to everyone.
import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileText, IconLock, IconSearch } from '@tabler/icons-react';
import { type FoundPage, papers } from '../../api/papers';
import type { Paper } from '../../api/view';
import { useT } from '../../i18n';
import { isPaged } from '../../papers/marked/rules';
import { paperTree } from '../../papers/tree';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { PaperFacts } from '../papers/PaperFacts';
import { PaperSearch } from '../parts/PaperSearch';
import { usePapers } from '../parts/PapersProvider';
import { useCommand } from '../parts/useCommand';
import classes from './PageControl.module.css';

export function PaperChooser() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { reading } = usePapers();
  const [searching, search] = useDisclosure(false);
  const show = (found: FoundPage, words: string) => {
    reading.find(words);
    void give('front.show', { paper: found.paper, page: found.page });
  };
  return (
    <>
      <PaperSearch opened={searching} onClose={search.close} onChoose={show} />
      <Menu position="top-start" shadow="lg" width="min(460px, 92vw)">
        <Menu.Target>
          <Button
            variant="default"
            className={classes.chooser ?? ''}
            aria-label={t('meeting.page.papers')}
            leftSection={<IconFileText size={18} />}
          >
            <span className={classes.chooserText}>{t('meeting.page.papers')}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.choices ?? ''}>
          {view.papers.order.length > 0 && (
            <Menu.Item leftSection={<IconSearch size={18} />} onClick={search.open}>
              {t('page.search')}
            </Menu.Item>
          )}
          <Menu.Label>
            {t(view.papers.order.length > 0 ? 'meeting.console.chooser' : 'meeting.console.noPapers')}
          </Menu.Label>
          <Branches />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function Branches() {
  const t = useT();
  const view = useMeetingView();
  return paperTree(view).map(({ item, place, papers: there }) => (
    <div key={item?.id ?? ''}>
      <Menu.Label className={classes.branch ?? ''}>
        {place !== null && `${place}. `}
        {item ? item.title : t('papers.wholeMeeting')}
      </Menu.Label>
      {there.map((paper) => (
        <Choice key={paper.id} paper={paper} />
      ))}
    </div>
  ));
}

function Choice({ paper }: { paper: Paper }) {
  const t = useT();
  const { id: meeting } = useSeat();
  const { front, secrecy } = useMeetingView();
  const give = useCommand();
  const inFront = paper.id === front.paper;
  return (
    <Menu.Item
      className={classes.choice ?? ''}
      data-current={inFront || undefined}
      disabled={paper.withdrawn !== null}
      leftSection={
        isPaged(paper, secrecy.rules) ? (
          <IconLock className={classes.first} stroke={1.4} aria-hidden />
        ) : (
          <img
            className={classes.first}
            src={papers.thumbnailUrl(meeting, paper.id, 1, paper.version)}
            alt=""
            onError={(event) => event.currentTarget.setAttribute('data-missing', '')}
            loading="lazy"
            decoding="async"
          />
        )
      }
      onClick={() => void give('front.show', { paper: paper.id, page: 1 })}
    >
      <span className={classes.whole}>{paper.title}</span>
      <PaperFacts paper={paper} />
      <span className={classes.pages}>
        {t('meeting.page.count', { n: paper.pages })}
        {inFront && ` · ${t('meeting.page.shownNow', { page: front.page })}`}
      </span>
    </Menu.Item>
  );
}
