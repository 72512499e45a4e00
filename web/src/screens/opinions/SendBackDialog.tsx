// A superior gives the slip back with the reason.
import { type MySlip, opinions } from '../../api/opinions';
import { ReasonDialog } from '../../components/ReasonDialog';
import { useT } from '../../i18n';
import { useKeyed } from './useKeyed';

export function SendBackDialog({ one, onClose }: { one: MySlip; onClose: () => void }) {
  const t = useT();
  const give = useKeyed(
    (note: string, key) => opinions.sendBack(one.slip.id, one.recipient.account, note, key),
    onClose,
  );
  return (
    <ReasonDialog
      title={t('opinions.sendBackTitle')}
      label={t('opinions.sendBackNote')}
      act={t('opinions.sendBack')}
      grave={false}
      longest={1000}
      busy={give.isPending}
      onClose={onClose}
      onGive={give.mutate}
    />
  );
}
