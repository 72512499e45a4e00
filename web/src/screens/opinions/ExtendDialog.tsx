// A later deadline, and why.
import { useState } from 'react';
import { opinions, type WholeSlip } from '../../api/opinions';
import { DateTimeField } from '../../components/DateFields';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useT } from '../../i18n';
import { fromLocalInput, toLocalInput } from '../../lib/localTime';
import { notifyDone } from '../../lib/notify';
import { useKeyed } from './useKeyed';

const WEEK_MS = 7 * 24 * 3600 * 1000;

export function ExtendDialog({ slip, onClose }: { slip: WholeSlip; onClose: () => void }) {
  const t = useT();
  const from = Math.max(Date.now(), Date.parse(slip.deadline ?? '') || 0);
  const [deadline, setDeadline] = useState(() => toLocalInput(new Date(from + WEEK_MS).toISOString()));
  const until = fromLocalInput(deadline);
  const extend = useKeyed(
    (given: { until: string; reason: string }, key) =>
      opinions.extend(slip.id, given.until, given.reason, key),
    () => {
      notifyDone(t('opinions.extended'));
      onClose();
    },
  );
  return (
    <ReasonDialog
      title={t('opinions.extendTitle')}
      label={t('opinions.reason')}
      act={t('opinions.extend')}
      grave={false}
      longest={1000}
      busy={extend.isPending}
      ready={until !== null}
      onClose={onClose}
      onGive={(reason) => extend.mutate({ until: until ?? '', reason })}
    >
      <DateTimeField required label={t('opinions.newDeadline')} value={deadline} onChange={setDeadline} />
    </ReasonDialog>
  );
}
