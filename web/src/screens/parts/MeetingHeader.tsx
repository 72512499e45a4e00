// The top line of every meeting screen: what meeting, how it stands, what is being discussed, the hour, the line.
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDotsVertical, IconKeyboard, IconLanguage, IconLogout } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { BrandMark } from '../../components/BrandMark';
import { LanguageSwitch, ThemeSwitch } from '../../components/Switches';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { useNow } from '../../lib/useNow';
import { currentItem } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import { LineMark } from './LineMark';
import classes from './MeetingHeader.module.css';
import { RecordMark } from './RecordMark';

interface Props {
  readonly children?: ReactNode;
  readonly onKeys?: () => void;
  /** `hall` draws larger letters for a television. */
  readonly size?: 'hall' | 'desk' | 'hand';
}

export function MeetingHeader({ children, onKeys, size = 'desk' }: Props) {
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
          {item && (
            <span className={classes.topic}>{t('meeting.item', { n: number, title: item.title })}</span>
          )}
        </p>
      </div>
      {children}
      <div className={classes.right}>
        <RecordMark />
        <LineMark />
        {size !== 'hand' && <Hour />}
        <HeaderMenu hand={size === 'hand'} {...(onKeys ? { onKeys } : {})} />
      </div>
    </header>
  );
}

function Hour() {
  const { language } = useLanguage();
  return <time className={`figures ${classes.hour}`}>{formatTime(useNow(), language, true)}</time>;
}

function HeaderMenu({ onKeys, hand }: { onKeys?: () => void; hand: boolean }) {
  const { t, language, setLanguage } = useLanguage();
  const seat = useSeat();
  const navigate = useNavigate();
  const leave = () => {
    seat.leave();
    void navigate('/');
  };
  return (
    <>
      <span className={classes.switches} data-hand={hand || undefined}>
        <LanguageSwitch />
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
          {onKeys && (
            <Menu.Item leftSection={<IconKeyboard size={18} />} onClick={onKeys}>
              {t('meeting.keys.title')}
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
