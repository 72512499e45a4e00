// The papers of the meeting with their first page, whole title and number of pages; one press shows one to everyone.
import { Button, Menu } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { papers } from '../../api/papers';
import { useT } from '../../i18n';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './PageControl.module.css';

export function PaperChooser() {
  const t = useT();
  const { id: meeting } = useSeat();
  const view = useMeetingView();
  const give = useCommand();
  return (
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
        <Menu.Label>
          {t(view.papers.order.length > 0 ? 'meeting.console.chooser' : 'meeting.console.noPapers')}
        </Menu.Label>
        {view.papers.order.map((id) => {
          const paper = view.papers.items[id];
          if (!paper) return null;
          const inFront = id === view.front.paper;
          return (
            <Menu.Item
              key={id}
              className={classes.choice ?? ''}
              data-current={inFront || undefined}
              leftSection={
                <img
                  className={classes.first}
                  src={papers.thumbnailUrl(meeting, id, 1)}
                  alt=""
                  onError={(event) => event.currentTarget.setAttribute('data-missing', '')}
                  loading="lazy"
                  decoding="async"
                />
              }
              onClick={() => void give('front.show', { paper: id, page: 1 })}
            >
              <span className={classes.whole}>{paper.title}</span>
              <span className={classes.pages}>
                {t('meeting.page.count', { n: paper.pages })}
                {inFront && ` · ${t('meeting.page.shownNow', { page: view.front.page })}`}
              </span>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
