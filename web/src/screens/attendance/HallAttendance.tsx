// On the hall's screen: the check-in code for ten metres, how many are here, and the way to the clerk's desk.
import { Modal, Tabs, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { QrCode } from '../../components/QrCode';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { useKeyTable } from '../parts/Keys';
import { ClerkPanel } from './ClerkPanel';
import { checkinAddress } from './checkinAddress';
import classes from './HallAttendance.module.css';
import { SeatPlan } from './SeatPlan';

/** `482913` as `482 913`: as it is read aloud. */
export const spoken = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`;

/** The code for a phone's camera, with what it does. */
function Scan({ code }: { code: string }) {
  const t = useT();
  const { meeting } = useMeetingView();
  return (
    <figure className={classes.scan}>
      <QrCode
        className={classes.qr}
        value={checkinAddress(window.location.origin, meeting.id, code)}
        label={t('attendance.qr')}
      />
      <figcaption>{t('attendance.qrHelp')}</figcaption>
    </figure>
  );
}

/** `compact`: the code in one line, where the turn has the room. */
export function HallAttendance({ compact = false }: { readonly compact?: boolean }) {
  const t = useT();
  const view = useMeetingView();
  const [opened, desk] = useDisclosure(false);
  const own = view.sites[view.me.seat]?.delegates.flatMap((id) => view.delegates[id] ?? []) ?? [];
  const here = own.filter((one) => one.presence === 'here').length;
  useKeyTable([{ keys: ['D'], does: 'attendance.openClerk', run: own.length > 0 ? desk.open : undefined }]);
  if (own.length === 0) return null;
  const code = view.me.checkin_code;
  return (
    <section className={`surface ${classes.card}`} aria-label={t('attendance.title')}>
      {code && here < own.length && (
        <p className={classes.code} data-compact={compact || undefined}>
          <span className={classes.label}>{t('attendance.code')}</span>
          <strong className={`figures ${classes.digits}`}>{spoken(code)}</strong>
          <span className={classes.help}>{t('attendance.codeHelp')}</span>
        </p>
      )}
      {code && here < own.length && !compact && <Scan code={code} />}
      <UnstyledButton className={classes.open} onClick={desk.open}>
        <IconUsers size="1.3em" aria-hidden />
        <span>
          {here === own.length ? t('attendance.allHere') : t('attendance.hallHere', { here, of: own.length })}
        </span>
        <kbd>D</kbd>
        <span className="visually-hidden">{t('attendance.openClerk')}</span>
      </UnstyledButton>
      <Modal
        opened={opened}
        onClose={desk.close}
        size="xl"
        title={t('attendance.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Tabs defaultValue="people" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="people">{t('attendance.delegates')}</Tabs.Tab>
            <Tabs.Tab value="plan">{t('attendance.plan')}</Tabs.Tab>
            {code && <Tabs.Tab value="code">{t('attendance.code')}</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="people" pt="md">
            <ClerkPanel site={view.me.seat} />
          </Tabs.Panel>
          <Tabs.Panel value="plan" pt="md">
            <SeatPlan site={view.me.seat} rows={view.me.seating} />
          </Tabs.Panel>
          {code && (
            <Tabs.Panel value="code" pt="md">
              <div className={classes.large}>
                <strong className={`figures ${classes.digits}`}>{spoken(code)}</strong>
                <Scan code={code} />
              </div>
            </Tabs.Panel>
          )}
        </Tabs>
      </Modal>
    </section>
  );
}
