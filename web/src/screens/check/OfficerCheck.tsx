// The officers' side of the line check in a meeting: the alarm before opening, and the board at one key.
import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlarm, IconListCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { View } from '../../api/view';
import { type Translate, useT } from '../../i18n';
import { sounds } from '../../lib/sounds';
import { readText, writeText } from '../../lib/storage';
import { useNow } from '../../lib/useNow';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import banner from '../parts/ConnectionBanner.module.css';
import { useKeyTable } from '../parts/Keys';
import { type Alarm, alarmNow } from './board';
import { LineCheckBoard } from './LineCheckBoard';
import classes from './OfficerCheck.module.css';

const SEEN = 'giaoban-alarm-seen';
const NAMED = 6;
const MINUTE_MS = 60_000;

export default function OfficerCheck() {
  const t = useT();
  const view = useMeetingView();
  const [opened, board] = useDisclosure(false);
  const operates = can(view, 'check.start') || can(view, 'check.finish');
  useKeyTable([{ keys: ['V'], does: 'check.boardKey', run: operates ? board.open : undefined }]);
  if (!view.checks) return null;
  return (
    <>
      <AlarmBanner onOpen={board.open} />
      <Invitation onOpen={board.open} />
      <Modal
        opened={opened}
        onClose={board.close}
        fullScreen
        radius={0}
        title={<span className={classes.title}>{t('check.boardOf')}</span>}
        closeButtonProps={{ 'aria-label': t('common.close'), size: 'lg' }}
        classNames={{ body: classes.body ?? '', content: classes.content ?? '' }}
      >
        <LineCheckBoard />
      </Modal>
    </>
  );
}

/** Before the meeting the way to the board stands open for those whose work it is, unless the alarm shows it. */
function Invitation({ onOpen }: { onOpen: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const { role } = view.me;
  const works = role === 'technician' || role === 'secretary';
  const before = view.meeting.state === 'scheduled' || view.meeting.state === 'line_check';
  if (!works || !before || !view.checks || alarmNow(view)) return null;
  const sites = Object.values(view.checks.sites);
  const ready = sites.filter((site) => site.ready).length;
  return (
    <div className={banner.banner} data-tone="info">
      <IconListCheck size="1.5em" aria-hidden />
      <span className={banner.rest}>
        {t('check.board')}: {t('check.readyCount', { ready, all: sites.length })}
      </span>
      <Button size="compact-md" onClick={onOpen}>
        {t('check.boardKey')} (V)
      </Button>
    </div>
  );
}

/** Shown until it is put away or nobody is missing; rings once. */
export function AlarmBanner({ onOpen }: { onOpen?: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const now = useNow();
  const alarm = alarmNow(view);
  const [seen, see] = useState(() => readText(SEEN, 'sessionStorage'));
  const id = alarm && alarm.id !== seen ? alarm.id : null;
  useEffect(() => {
    if (id !== null) sounds.play('call');
  }, [id]);
  if (!alarm || id === null) return null;
  const putAway = () => {
    writeText(SEEN, id, 'sessionStorage');
    see(id);
  };
  const left = Math.ceil((Date.parse(view.meeting.scheduled_at ?? '') - now) / MINUTE_MS);
  return (
    <div className={banner.banner} data-tone="warn" role="alert">
      <IconAlarm size="1.5em" aria-hidden />
      <strong>{left > 0 ? t('check.alarmTitle', { n: left }) : t('check.alarmNow')}</strong>
      <span className={banner.rest}>{missingText(t, view, alarm)}</span>
      {onOpen && (
        <Button size="compact-md" color="dark" onClick={onOpen}>
          {t('check.board')}
        </Button>
      )}
      <Button size="compact-md" variant="subtle" className={banner.quiet ?? ''} onClick={putAway}>
        {t('check.alarmSeen')}
      </Button>
    </div>
  );
}

function missingText(t: Translate, view: View, { missing }: Alarm): string {
  const names = missing.map((seat) => view.sites[seat]?.short_name ?? seat);
  const first = names.slice(0, NAMED).join(', ');
  const more = names.length - NAMED;
  return t('check.alarmMissing', {
    n: names.length,
    names: more > 0 ? t('check.alarmMore', { names: first, n: more }) : first,
  });
}
