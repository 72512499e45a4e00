// Who presides, in the header of every screen; for the chair also the handing over and the taking back.
import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconGavel } from '@tabler/icons-react';
import type { Officer, View } from '../../api/view';
import { useT } from '../../i18n';
import { can, personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './Presides.module.css';
import { useCommand } from './useCommand';

/** To whom the meeting may be handed now: the chair and the deputies, without who presides. */
export function successors(view: View): readonly Officer[] {
  return Object.values(view.officers)
    .filter(({ role, seat }) => (role === 'chair' || role === 'deputy') && seat !== view.presiding)
    .toSorted((a, b) => Number(b.role === 'chair') - Number(a.role === 'chair') || a.order - b.order);
}

export function Presides() {
  const t = useT();
  const view = useMeetingView();
  const others = can(view, 'presiding.hand_over') ? successors(view) : [];
  const name = view.presiding === null ? t('meeting.presiding.nobody') : personOf(view, view.presiding).name;
  const words = (
    <>
      <IconGavel size="1.1em" aria-hidden className={classes.sign} />
      <span className={classes.label}>{t('meeting.presiding.label')}</span>
      <strong className={classes.name}>{name}</strong>
    </>
  );
  if (others.length === 0)
    return (
      <span className={classes.chip} data-own={view.me.presides || undefined}>
        {words}
      </span>
    );
  return (
    <Menu position="bottom-start" shadow="lg" width={300}>
      <Menu.Target>
        <UnstyledButton className={classes.chip} data-own={view.me.presides || undefined}>
          {words}
          <IconChevronDown size="1em" aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('meeting.presiding.handOver')}</Menu.Label>
        {others.map((officer) => (
          <HandTo key={officer.seat} officer={officer} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function HandTo({ officer }: { officer: Officer }) {
  const t = useT();
  const { me } = useMeetingView();
  const give = useCommand();
  const back = officer.seat === me.seat;
  return (
    <Menu.Item
      disabled={!officer.present}
      onClick={() => void give('presiding.hand_over', { seat: officer.seat })}
    >
      <strong>{back ? t('meeting.presiding.takeBack') : officer.name}</strong>
      <span className={classes.detail}>
        {officer.present ? (back ? officer.name : officer.office) : t('meeting.tile.absent')}
      </span>
    </Menu.Item>
  );
}
