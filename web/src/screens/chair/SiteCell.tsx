// One site in the chair's overview. Press: everything the chair may do with it; hover or focus: its picture.
import { HoverCard, Menu, UnstyledButton } from '@mantine/core';
import {
  IconFileText,
  IconHandStop,
  IconLock,
  IconLockOpen,
  IconMicrophone,
  IconMicrophoneOff,
  IconPlugConnectedX,
  IconScreenShare,
  IconSpeakerphone,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Microphone, Site, View } from '../../api/view';
import { type Translate, useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can, waiting } from '../../stores/facts';
import { useMeetingView, useSeatMedia } from '../../stores/SeatProvider';
import { LineBars, useLine } from '../parts/LineMark';
import { useCommand } from '../parts/useCommand';
import { VideoTile } from '../parts/VideoTile';
import classes from './SiteCell.module.css';
import { useFloor } from './useFloor';

const SIGNS: Readonly<Record<Microphone, typeof IconMicrophone>> = {
  closed: IconMicrophoneOff,
  asked: IconHandStop,
  open: IconMicrophone,
  muted: IconLock,
};

function placeOf(view: View, seat: string): number {
  return waiting(view).findIndex((request) => request.site === seat || request.seat === seat) + 1;
}

export function SiteCell({ site }: { site: Site }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const line = useLine(site.seat);
  const seen = useSeatMedia(site.seat);
  const [menu, setMenu] = useState(false);
  const Sign = SIGNS[site.microphone];
  const place = placeOf(view, site.seat);
  const state = site.present ? t(`meeting.mic.${site.microphone}`) : t('meeting.tile.absent');
  return (
    <li className={classes.item}>
      <HoverCard
        withRoles={false}
        openDelay={450}
        closeDelay={80}
        position="right-start"
        withArrow
        shadow="lg"
        disabled={menu}
        radius="lg"
      >
        <HoverCard.Target>
          <div className={classes.hold}>
            <Menu opened={menu} onChange={setMenu} position="bottom-start" shadow="lg" width={250}>
              <Menu.Target>
                <UnstyledButton
                  className={classes.cell}
                  data-present={site.present || undefined}
                  data-mic={site.microphone}
                  data-speaking={seen?.speaking || undefined}
                >
                  <span className={classes.name}>{site.short_name}</span>
                  <span className="visually-hidden">
                    {t('meeting.console.site', { name: site.name, state })}
                  </span>
                  <span className={classes.marks}>
                    {site.present ? (
                      <Sign size="1.35em" stroke={2} aria-hidden />
                    ) : (
                      <IconPlugConnectedX size="1.35em" stroke={1.7} aria-hidden />
                    )}
                    {place > 0 && (
                      <span className={`figures ${classes.place}`} data-long={place > 9 || undefined}>
                        {place}
                      </span>
                    )}
                    {site.present && (
                      <span className={classes.line}>
                        <LineBars line={line} />
                      </span>
                    )}
                  </span>
                </UnstyledButton>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>{site.name}</Menu.Label>
                <SiteMenu site={site} />
              </Menu.Dropdown>
            </Menu>
          </div>
        </HoverCard.Target>
        <HoverCard.Dropdown>
          <Preview site={site} />
        </HoverCard.Dropdown>
      </HoverCard>
    </li>
  );
}

function SiteMenu({ site }: { site: Site }) {
  const { t } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const floor = useFloor();
  const item = (command: string, icon: ReactNode, label: string, data: object) =>
    can(view, command) ? (
      <Menu.Item key={command} leftSection={icon} onClick={() => void give(command, data)}>
        {label}
      </Menu.Item>
    ) : null;
  const { seat } = site;
  return (
    <>
      {site.microphone !== 'open' && can(view, 'floor.invite') && (
        <Menu.Item
          leftSection={<IconSpeakerphone size={18} />}
          disabled={!site.present}
          onClick={() => floor.invite(seat)}
        >
          {t('meeting.console.invite')}
          {!site.present && <span className={classes.reason}>{t('meeting.tile.absent')}</span>}
        </Menu.Item>
      )}
      {site.microphone === 'muted'
        ? item('mic.unmute', <IconLockOpen size={18} />, t('meeting.console.unmute'), { seat })
        : item('mic.mute', <IconLock size={18} />, t('meeting.console.mute'), { seat, reason: '' })}
      {site.screen_allowed
        ? item('screen.deny', <IconScreenShare size={18} />, t('meeting.console.screenDeny'), { seat })
        : item('screen.allow', <IconScreenShare size={18} />, t('meeting.console.screenAllow'), { seat })}
      {site.may_present
        ? item('front.disallow', <IconFileText size={18} />, t('meeting.console.presentDeny'), { seat })
        : item('front.allow', <IconFileText size={18} />, t('meeting.console.presentAllow'), { seat })}
    </>
  );
}

function presence(site: Site, t: Translate, time: (at: string) => string): string {
  if (site.present) return site.since ? t('meeting.console.since', { time: time(site.since) }) : '';
  return site.lost_at
    ? t('meeting.console.lostAt', { time: time(site.lost_at) })
    : t('meeting.console.never');
}

function Preview({ site }: { site: Site }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const here = site.delegates.filter((id) => view.delegates[id]?.present).length;
  return (
    <div className={classes.preview}>
      <div className={classes.picture}>
        <VideoTile seat={site.seat} name={site.name} present={site.present} />
      </div>
      <span>{presence(site, t, (at) => formatTime(at, language))}</span>
      {site.delegates.length > 0 && (
        <span>{t('meeting.console.delegates', { present: here, total: site.delegates.length })}</span>
      )}
    </div>
  );
}
