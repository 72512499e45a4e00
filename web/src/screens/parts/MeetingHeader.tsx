// The top line of every meeting screen: what meeting, how it stands, what is being discussed, the hour, the line.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconBell,
  IconBellOff,
  IconBook2,
  IconDotsVertical,
  IconFileUpload,
  IconKeyboard,
  IconLanguage,
  IconLogout,
} from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { useNavigate } from 'react-router';
import type { Role, View } from '../../api/view';
import { BrandMark } from '../../components/BrandMark';
import { LanguageSwitch, SoundSwitch, ThemeSwitch } from '../../components/Switches';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { useObservable } from '../../lib/observable';
import { sounds } from '../../lib/sounds';
import { useNow } from '../../lib/useNow';
import { currentItem } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { ProgramDrawer } from '../program/ProgramDrawer';
import { useKeySheet, useKeyTable } from './Keys';
import { LineMark } from './LineMark';
import classes from './MeetingHeader.module.css';
import { Presides } from './Presides';
import { RecordMark } from './RecordMark';

const ControlBadge = lazy(() => import('../control/ControlBadge'));

/** Who may read the papers beside the own screen, in a tab of their own. */
const READERS: readonly Role[] = ['chair', 'deputy', 'secretary', 'technician'];

/** Who is told of the halls' lines beside the technician, whose whole screen they are. */
function leadsOrWrites({ me }: View): boolean {
  return me.presides || me.role === 'secretary';
}

interface Props {
  readonly children?: ReactNode;
  /** `hall` draws larger letters for a television. */
  readonly size?: 'hall' | 'desk' | 'hand';
  /** With the way to the director's desk, for those who may direct. */
  readonly director?: boolean;
}

export function MeetingHeader({ children, size = 'desk', director = true }: Props) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const item = currentItem(view);
  const number = item ? view.agenda.order.indexOf(item.id) + 1 : 0;
  return (
    <header className={classes.header} data-size={size}>
      <span className={classes.brand}>
        <BrandMark size={size === 'hall' ? 48 : 34} />
      </span>
      <div className={classes.titles}>
        <h1 className={classes.title}>{view.meeting.title}</h1>
        <p className={classes.item}>
          <span className={classes.state} data-state={view.meeting.state}>
            {t(`meeting.state.${view.meeting.state}`)}
          </span>
          <Presides />
          {item && (
            <span className={classes.topic}>
              {t('meeting.item', { n: number, title: item.title || t('agenda.internalTitle') })}
            </span>
          )}
        </p>
      </div>
      {children}
      <div className={classes.right}>
        {leadsOrWrites(view) && (
          <Suspense fallback={null}>
            <ControlBadge />
          </Suspense>
        )}
        <RecordMark />
        <LineMark />
        {size === 'desk' && director && <ProgramDrawer />}
        {size !== 'hand' && <Hour />}
        <HeaderMenu hand={size === 'hand'} />
      </div>
    </header>
  );
}

function Hour() {
  const { language } = useLanguage();
  return <time className={`figures ${classes.hour}`}>{formatTime(useNow(), language, true)}</time>;
}

function HeaderMenu({ hand }: { hand: boolean }) {
  const { t, language, setLanguage } = useLanguage();
  const seat = useSeat();
  const { me } = useMeetingView();
  const navigate = useNavigate();
  const openSheet = useKeySheet();
  const { on } = useObservable(sounds);
  useKeyTable([{ keys: ['B'], does: 'meeting.keys.sounds', run: sounds.toggle }]);
  const leave = () => {
    seat.leave();
    void navigate('/');
  };
  return (
    <>
      <span className={classes.switches} data-hand={hand || undefined}>
        <LanguageSwitch />
        {!hand && <SoundSwitch />}
        <ThemeSwitch />
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={t('common.mainMenu')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('common.mainMenu')}
              className={classes.menu ?? ''}
            >
              <IconDotsVertical size={22} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {hand && (
            <Menu.Item
              leftSection={<IconLanguage size={18} />}
              onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}
            >
              {language === 'vi' ? 'English' : 'Tiếng Việt'}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={on ? <IconBell size={18} /> : <IconBellOff size={18} />}
            closeMenuOnClick={false}
            onClick={sounds.toggle}
          >
            {t(on ? 'meeting.sounds.on' : 'meeting.sounds.off')}
          </Menu.Item>
          {openSheet && (
            <Menu.Item leftSection={<IconKeyboard size={18} />} onClick={openSheet}>
              {t('meeting.keys.title')}
            </Menu.Item>
          )}
          {READERS.includes(me.role) && (
            <Menu.Item
              component="a"
              href={`/m/${seat.id}/read`}
              target="_blank"
              leftSection={<IconBook2 size={18} />}
            >
              {t('papers.read')}
            </Menu.Item>
          )}
          {(me.role === 'site' || me.role === 'delegate') && (
            <Menu.Item
              component="a"
              href={`/m/${seat.id}/submit`}
              target="_blank"
              leftSection={<IconFileUpload size={18} />}
            >
              {t('papers.submitMenu')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={18} />} onClick={leave}>
            {t('meeting.leave')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
