// The list of speakers of the item under discussion: its state and rule, who waits, and what is done with each.
import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconClock, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import type { FloorRequest } from '../../api/view';
import type { SpeakersList } from '../../api/view/floor';
import { useT } from '../../i18n';
import { can, currentList } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Queue } from '../parts/Queue';
import { useCommand } from '../parts/useCommand';
import { DenyDialog } from './DenyDialog';
import { ListDialog } from './ListDialog';
import { RowActions } from './RowActions';
import classes from './SpeakersPanel.module.css';
import { timeChoices } from './timeChoices';
import { useFloor } from './useFloor';

export function SpeakersPanel() {
  const t = useT();
  const view = useMeetingView();
  const floor = useFloor();
  const [denying, setDenying] = useState<FloorRequest | null>(null);
  const list = currentList(view);
  const grants = can(view, 'floor.grant');
  return (
    <>
      {list && <ListHead list={list} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
      <section className={classes.queue} tabIndex={0} aria-label={t('meeting.queue.title')}>
        <Queue
          {...(can(view, 'speakers.move') ? { onMove: floor.move } : {})}
          {...(grants
            ? {
                actions: (request: FloorRequest, place: number) => (
                  <RowActions request={request} place={place} onDeny={setDenying} />
                ),
              }
            : {})}
        />
      </section>
      <DenyDialog request={denying} onClose={() => setDenying(null)} />
    </>
  );
}

function ListHead({ list }: { list: SpeakersList }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [opened, dialog] = useDisclosure(false);
  const command = list.open ? 'speakers.close' : 'speakers.open';
  const sets = can(view, 'speakers.set');
  const Sign = list.open ? IconLockOpen : IconLock;
  const change = t(list.open ? 'meeting.list.close' : 'meeting.list.reopen');
  return (
    <div className={classes.head}>
      <span className={classes.words}>
        <span className={classes.state} data-open={list.open || undefined}>
          <Sign size={16} aria-hidden /> {t(list.open ? 'meeting.list.open' : 'meeting.list.closed')}
        </span>
        <span className={classes.rule}>{t(`meeting.rule.${list.rule}`)}</span>
      </span>
      {can(view, command) && (
        <Tooltip label={change}>
          <ActionIcon size={30} variant="default" aria-label={change} onClick={() => void give(command)}>
            {list.open ? <IconLock size={17} /> : <IconLockOpen size={17} />}
          </ActionIcon>
        </Tooltip>
      )}
      {sets && (
        <>
          <NativeSelect
            size="xs"
            className={classes.turn ?? ''}
            aria-label={t('meeting.list.turn')}
            leftSection={<IconClock size={15} aria-hidden />}
            value={String(list.turn_s ?? 0)}
            data={timeChoices(list.turn_s, t)}
            onChange={(event) => void give('speakers.set', { turn_s: Number(event.currentTarget.value) })}
          />
          <Tooltip label={t('meeting.list.settings')}>
            <ActionIcon
              size={30}
              variant="default"
              aria-label={t('meeting.list.settings')}
              onClick={dialog.open}
            >
              <IconAdjustmentsHorizontal size={18} />
            </ActionIcon>
          </Tooltip>
          <ListDialog list={list} opened={opened} onClose={dialog.close} />
        </>
      )}
    </div>
  );
}
