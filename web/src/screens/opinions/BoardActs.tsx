// What the office can do with a sent slip: remind, extend, close, recall, table, take the summary.
import { Button, Menu } from '@mantine/core';
import {
  IconBellRinging,
  IconCalendarPlus,
  IconCircleX,
  IconFileTypePdf,
  IconFileTypeXls,
  IconGavel,
  IconLock,
  IconPrinter,
} from '@tabler/icons-react';
import { useState } from 'react';
import { opinions, type WholeSlip } from '../../api/opinions';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useLanguage } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { ExtendDialog } from './ExtendDialog';
import classes from './Opinions.module.css';
import { TableDialog } from './TableDialog';
import { useKeyed } from './useKeyed';

type Asking = 'remind' | 'extend' | 'close' | 'recall' | 'table' | null;

export function BoardActs({ slip }: { slip: WholeSlip }) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const out = slip.state === 'sent' || slip.state === 'closed';
  const missing = slip.figures.recipients - slip.figures.answered;
  const unsettled = slip.figures.is_open || slip.figures.is_contested;
  return (
    <div className={classes.acts}>
      {slip.may_change && slip.is_open && missing > 0 && (
        <Button leftSection={<IconBellRinging size={18} aria-hidden />} onClick={() => setAsking('remind')}>
          {t('opinions.remind')}
        </Button>
      )}
      {slip.may_change && out && (
        <>
          <Button
            variant="default"
            leftSection={<IconCalendarPlus size={18} aria-hidden />}
            onClick={() => setAsking('extend')}
          >
            {t('opinions.extend')}
          </Button>
          <Button
            variant={!slip.is_open && unsettled ? 'filled' : 'default'}
            leftSection={<IconGavel size={18} aria-hidden />}
            onClick={() => setAsking('table')}
          >
            {t('opinions.table')}
          </Button>
        </>
      )}
      <Summary slip={slip} />
      {slip.may_change && slip.is_open && (
        <Button
          variant="default"
          leftSection={<IconLock size={18} aria-hidden />}
          onClick={() => setAsking('close')}
        >
          {t('opinions.finish')}
        </Button>
      )}
      {slip.may_change && out && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconCircleX size={18} aria-hidden />}
          onClick={() => setAsking('recall')}
        >
          {t('opinions.recall')}
        </Button>
      )}
      {asking === 'remind' && <Remind slip={slip} missing={missing} onClose={close} />}
      {asking === 'extend' && <ExtendDialog slip={slip} onClose={close} />}
      {asking === 'close' && <Finish slip={slip} onClose={close} />}
      {asking === 'recall' && <Recall slip={slip} onClose={close} />}
      {asking === 'table' && <TableDialog slip={slip} advised={unsettled} onClose={close} />}
    </div>
  );
}

function Summary({ slip }: { slip: WholeSlip }) {
  const { t, language } = useLanguage();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />}>
          {t('opinions.print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component="a"
          href={opinions.summaryUrl(slip.id, 'html', language)}
          target="_blank"
          leftSection={<IconPrinter size={18} aria-hidden />}
        >
          {t('opinions.print')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={opinions.summaryUrl(slip.id, 'pdf', language)}
          target="_blank"
          leftSection={<IconFileTypePdf size={18} aria-hidden />}
        >
          {t('opinions.exportPdf')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={opinions.summaryUrl(slip.id, 'xlsx', language)}
          leftSection={<IconFileTypeXls size={18} aria-hidden />}
        >
          {t('opinions.exportXlsx')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ActProps {
  readonly slip: WholeSlip;
  readonly onClose: () => void;
}

function Remind({ slip, missing, onClose }: ActProps & { missing: number }) {
  const { t } = useLanguage();
  const remind = useKeyed(
    (_: undefined, key) => opinions.remind(slip.id, null, key),
    (done) => {
      notifyDone(t('opinions.reminded', { n: done.reminded }));
      onClose();
    },
  );
  return (
    <ConfirmDialog
      title={t('opinions.remindTitle', { n: missing })}
      help={slip.title}
      act={t('opinions.remind')}
      grave={false}
      busy={remind.isPending}
      onClose={onClose}
      onDo={() => remind.mutate(undefined)}
    />
  );
}

function Finish({ slip, onClose }: ActProps) {
  const { t } = useLanguage();
  const finish = useKeyed(
    (_: undefined, key) => opinions.close(slip.id, key),
    () => {
      notifyDone(t('opinions.finished'));
      onClose();
    },
  );
  return (
    <ConfirmDialog
      title={t('opinions.finishTitle')}
      help={t('opinions.finishHelp')}
      act={t('opinions.finish')}
      grave={false}
      busy={finish.isPending}
      onClose={onClose}
      onDo={() => finish.mutate(undefined)}
    />
  );
}

function Recall({ slip, onClose }: ActProps) {
  const { t } = useLanguage();
  const recall = useKeyed(
    (reason: string, key) => opinions.recall(slip.id, reason, key),
    () => {
      notifyDone(t('opinions.recalled'));
      onClose();
    },
  );
  return (
    <ReasonDialog
      title={t('opinions.recallTitle')}
      help={t('opinions.recallHelp')}
      label={t('opinions.reason')}
      act={t('opinions.recall')}
      longest={1000}
      busy={recall.isPending}
      onClose={onClose}
      onGive={recall.mutate}
    />
  );
}
