// Which paper and page is in front of everyone: chooser, previous and next, and the strip of pages.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconEyeOff, IconLayoutColumns } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { fileUrl } from '../../api/client';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import type { Layout } from '../parts/useLayout';
import classes from './PageControl.module.css';
import { PaperChooser } from './PaperChooser';

interface Props {
  readonly onTurn: (by: number) => () => void;
  readonly onLayout: () => void;
  readonly layout: Layout;
}

export function PageControl({ onTurn, onLayout, layout }: Props) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const paper = view.front.paper === null ? undefined : view.papers.items[view.front.paper];
  const turns = paper !== undefined && can(view, 'front.turn');
  return (
    <div className={`surface ${classes.panel}`}>
      <div className={classes.row}>
        {can(view, 'front.show') && <PaperChooser />}
        <span className={classes.title} title={paper?.title}>
          {paper?.title ?? t('meeting.page.none')}
        </span>
        {paper && (
          <span className={classes.turner}>
            <ActionIcon
              size="lg"
              variant="default"
              disabled={!turns || view.front.page <= 1}
              aria-label={t('meeting.page.prev')}
              onClick={onTurn(-1)}
            >
              <IconChevronLeft size={22} />
            </ActionIcon>
            <span className={`figures ${classes.page}`}>
              {t('meeting.page.of', { page: view.front.page, pages: paper.pages })}
            </span>
            <ActionIcon
              size="lg"
              variant="default"
              disabled={!turns || view.front.page >= paper.pages}
              aria-label={t('meeting.page.next')}
              onClick={onTurn(1)}
            >
              <IconChevronRight size={22} />
            </ActionIcon>
          </span>
        )}
        {paper && can(view, 'front.hide') && (
          <Tooltip label={t('meeting.console.hide')}>
            <ActionIcon
              size="lg"
              variant="default"
              aria-label={t('meeting.console.hide')}
              onClick={() => void give('front.hide')}
            >
              <IconEyeOff size={20} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={t(`program.layout.${layout}`)}>
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={`${t('meeting.do.layout')}: ${t(`program.layout.${layout}`)}`}
            onClick={onLayout}
          >
            <IconLayoutColumns size={20} />
          </ActionIcon>
        </Tooltip>
      </div>
      {paper && <Strip paper={paper.id} pages={paper.pages} current={view.front.page} enabled={turns} />}
    </div>
  );
}

interface StripProps {
  readonly paper: string;
  readonly pages: number;
  readonly current: number;
  readonly enabled: boolean;
}

function Strip({ paper, pages, current, enabled }: StripProps) {
  const t = useT();
  const { id } = useSeat();
  const give = useCommand();
  const strip = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const list = strip.current;
    const thumb = list?.children[current - 1];
    if (list && thumb instanceof HTMLElement)
      list.scrollTo({
        left: thumb.offsetLeft - list.clientWidth / 2 + thumb.clientWidth / 2,
        behavior: 'smooth',
      });
  }, [current]);
  return (
    <ol className={classes.strip} ref={strip} aria-label={t('meeting.console.thumbs')}>
      {Array.from({ length: pages }, (_, index) => index + 1).map((page) => (
        <li key={page}>
          <button
            type="button"
            className={classes.thumb}
            aria-current={page === current ? 'page' : undefined}
            aria-label={t('meeting.page.of', { page, pages })}
            disabled={!enabled}
            onClick={() => void give('front.turn', { page })}
          >
            <img
              src={fileUrl(
                `/meetings/${encodeURIComponent(id)}/papers/${encodeURIComponent(paper)}/thumbnails/${page}.webp`,
              )}
              alt=""
              onError={(event) => event.currentTarget.setAttribute('data-missing', '')}
              loading="lazy"
              decoding="async"
            />
            <span className="figures">{page}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
