// What the control room can ask of a hall's machine, and what came of it. The hall has to agree.
import { Button, Menu } from '@mantine/core';
import { IconCheck, IconDeviceDesktopCog, IconMicrophone, IconRefresh, IconX } from '@tabler/icons-react';
import type { DeviceKind, Remote } from '../../api/view/talkback';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { can } from '../../stores/facts';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import type { SiteDevices } from '../../stores/signals';
import { useCommand } from '../parts/useCommand';
import { NO_DEVICES } from './noDevices';
import classes from './Talkback.module.css';

const LISTS = [
  { kind: 'camera', list: 'cameras' },
  { kind: 'microphone', list: 'microphones' },
  { kind: 'speaker', list: 'speakers' },
] as const;

export function RemoteMenu({ seat }: { seat: string }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { meeting } = useSeat();
  const devices = useObservable(meeting.signals, (state) => state.devices[seat]) ?? NO_DEVICES;
  if (!can(view, 'remote.ask')) return null;
  const last = lastOf(
    view.remotes.order.flatMap((id) => view.remotes.items[id] ?? []),
    seat,
  );
  const open = last?.state === 'asked' || last?.state === 'accepted';
  const ask = (action: string, device?: string) =>
    void give('remote.ask', { seat, action, ...(device ? { device } : {}) });
  return (
    <>
      <Menu position="bottom-start" withinPortal disabled={open}>
        <Menu.Target>
          <Button
            variant="default"
            disabled={open}
            leftSection={<IconDeviceDesktopCog size={18} aria-hidden />}
          >
            {t('talkback.machine')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu ?? ''}>
          <Menu.Label>{t('talkback.consent')}</Menu.Label>
          <Menu.Item leftSection={<IconRefresh size={18} aria-hidden />} onClick={() => ask('reload')}>
            {t('talkback.reload')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconMicrophone size={18} aria-hidden />}
            onClick={() => ask('mute_release')}
          >
            {t('talkback.mute_release')}
          </Menu.Item>
          {LISTS.map(({ kind, list }) => (
            <Devices key={kind} kind={kind} devices={devices} list={list} onChoose={ask} />
          ))}
        </Menu.Dropdown>
      </Menu>
      {last && <Came remote={last} devices={devices} onCancel={open ? give : undefined} />}
    </>
  );
}

interface DevicesProps {
  readonly kind: DeviceKind;
  readonly devices: SiteDevices;
  readonly list: 'cameras' | 'microphones' | 'speakers';
  readonly onChoose: (action: string, device: string) => void;
}

function Devices({ kind, devices, list, onChoose }: DevicesProps) {
  const t = useT();
  const found = devices[list];
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t(`talkback.${kind}`)}</Menu.Label>
      {found.length === 0 && <Menu.Item disabled>{t('talkback.noDevices')}</Menu.Item>}
      {found.map((device, index) => (
        <Menu.Item
          key={device.id}
          disabled={device.id === devices[kind]}
          leftSection={device.id === devices[kind] ? <IconCheck size={18} aria-hidden /> : <span />}
          onClick={() => onChoose(kind, device.id)}
        >
          {device.label || t('talkback.unnamed', { n: index + 1 })}
          {device.id === devices[kind] && ` (${t('talkback.inUse')})`}
        </Menu.Item>
      ))}
    </>
  );
}

/** The newest thing asked of a seat. */
function lastOf(remotes: readonly Remote[], seat: string): Remote | null {
  return remotes.findLast((one) => one.seat === seat) ?? null;
}

interface CameProps {
  readonly remote: Remote;
  readonly devices: SiteDevices;
  readonly onCancel: ((type: string, data: object) => unknown) | undefined;
}

function Came({ remote, devices, onCancel }: CameProps) {
  const t = useT();
  const lists = [...devices.cameras, ...devices.microphones, ...devices.speakers];
  const device = lists.find((one) => one.id === remote.device)?.label;
  const { action } = remote;
  const words =
    device && action !== 'reload' && action !== 'mute_release'
      ? t(`talkback.${action}To`, { device })
      : t(`talkback.${action}`);
  return (
    <p className={classes.came} data-state={remote.state} role="status">
      {t(`talkback.${remote.state}`, { action: words })}
      {remote.note && remote.state !== 'failed' && <q>{remote.note}</q>}
      {onCancel && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={() => void onCancel('remote.cancel', { ask: remote.id })}
        >
          {t('talkback.cancel')}
        </Button>
      )}
    </p>
  );
}
