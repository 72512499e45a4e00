// Taking a forgotten password away, with what that costs its owner; a sign-in link follows.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Account, accounts } from '../../api/accounts';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { useT } from '../../i18n';

interface Props {
  readonly account: Account;
  readonly onClose: () => void;
  readonly onForgotten: () => void;
}

export function ForgetPasswordDialog({ account, onClose, onForgotten }: Props) {
  const t = useT();
  const queries = useQueryClient();
  const forget = useMutation({
    mutationFn: () => accounts.forgetPassword(account.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      onForgotten();
    },
  });
  return (
    <ConfirmDialog
      title={t('admin.forgetTitle', { name: account.name })}
      help={t('admin.forgetHelp')}
      act={t('admin.forgetPassword')}
      busy={forget.isPending}
      problem={forget.error}
      onDo={() => forget.mutate()}
      onClose={onClose}
    />
  );
}
