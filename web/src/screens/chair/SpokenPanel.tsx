// What each site has spoken, least first: today, to the item under discussion, and over the latest meetings.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlugConnectedX, IconSpeakerphone } from '@tabler/icons-react';
import type { Site, View } from '../../api/view';
import type { Spoken } from '../../api/view/floor';
import { useT } from '../../i18n';
import { formatDuration } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { can, secondsSpoken, turns } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './SpokenPanel.module.css';
import { useFloor } from './useFloor';

export interface SpokenRow extends Spoken {
  readonly site: Site;
}

const NOTHING: Spoken = {
  today_s: 0,
  turns: 0,
  item_s: 0,
  recent_s: 0,
  recent_turns: 0,
  recent_meetings: 0,
};

/** Sites that have spoken least come first, as in the rule of that name. */
export function spokenRows(view: View): readonly SpokenRow[] {
  return Object.values(view.sites)
    .map((site) => ({ site, ...(view.floor.spoken[site.seat] ?? NOTHING) }))
    .toSorted(
      (a, b) =>
        a.today_s - b.today_s || a.recent_s - b.recent_s || a.site.name.localeCompare(b.site.name, 'vi'),
    );
}

export function SpokenPanel() {
  const t = useT();
  const view = useMeetingView();
  const rows = spokenRows(view);
  const most = Math.max(60, ...rows.map((row) => row.today_s));
  const meetings = Math.max(0, ...rows.map((row) => row.recent_meetings));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('meeting.floor.tabSpoken')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('meeting.spoken.site')}</th>
            <th scope="col">{t('meeting.spoken.today')}</th>
            <th scope="col">{t('meeting.spoken.item')}</th>
            {meetings > 0 && <th scope="col">{t('meeting.spoken.recent', { n: meetings })}</th>}
            <th>
              <span className="visually-hidden">{t('meeting.console.invite')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.site.seat} row={row} most={most} recent={meetings > 0} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, most, recent }: { row: SpokenRow; most: number; recent: boolean }) {
  const t = useT();
  const view = useMeetingView();
  const floor = useFloor();
  const { site } = row;
  const speaking = turns(view).find((turn) => turn.site === site.seat);
  const invites = can(view, 'floor.invite') && !speaking;
  return (
    <tr data-speaking={speaking ? '' : undefined}>
      <th scope="row">
        {site.short_name}
        {!site.present && (
          <IconPlugConnectedX size="1em" aria-label={t('meeting.tile.absent')} className={classes.absent} />
        )}
      </th>
      <td className="figures">
        {speaking ? <Running turn={speaking} /> : <Time seconds={row.today_s} turns={row.turns} />}
        <span className={classes.bar} aria-hidden="true">
          <span style={{ transform: `scaleX(${Math.min(1, row.today_s / most)})` }} />
        </span>
      </td>
      <td className="figures">{row.item_s > 0 ? formatDuration(row.item_s) : '–'}</td>
      {recent && (
        <td className="figures">
          <Time seconds={row.recent_s} turns={row.recent_turns} />
        </td>
      )}
      <td>
        {invites && (
          <Tooltip label={t(site.present ? 'meeting.console.invite' : 'meeting.tile.absent')}>
            <ActionIcon
              size={26}
              variant="default"
              disabled={!site.present}
              aria-label={`${t('meeting.console.invite')}: ${site.name}`}
              onClick={() => floor.invite(site.seat)}
            >
              <IconSpeakerphone size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </td>
    </tr>
  );
}

function Running({ turn }: { turn: Parameters<typeof secondsSpoken>[0] }) {
  const t = useT();
  return (
    <span className={classes.running}>
      {t('meeting.spoken.now', { time: formatDuration(secondsSpoken(turn, useNow())) })}
    </span>
  );
}

function Time({ seconds, turns: count }: { seconds: number; turns: number }) {
  const t = useT();
  if (seconds === 0 && count === 0) return <span className={classes.none}>{t('meeting.spoken.none')}</span>;
  return (
    <>
      {formatDuration(seconds)}{' '}
      <span className={classes.turns}>{t('meeting.spoken.turns', { n: count })}</span>
    </>
  );
}
