// Choosing the quorum: a usual share, of delegates or of sites.
import { Select } from '@mantine/core';
import type { QuorumRule } from '../../api/view/attendance';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './QuorumChoice.module.css';
import { CHOICES, type Choice, choiceOf, ruleOf } from './words';

interface Props {
  readonly choice: Choice | 'other';
  readonly basis: QuorumRule['basis'];
  readonly onChange: (choice: Choice, basis: QuorumRule['basis']) => void;
}

export function QuorumChoice({ choice, basis, onChange }: Props) {
  const t = useT();
  const listed = choice === 'other' ? [...CHOICES, 'other' as const] : CHOICES;
  return (
    <div className={classes.choice}>
      <Select
        label={t('attendance.setRule')}
        allowDeselect={false}
        data={listed.map((one) => ({ value: one, label: t(`attendance.rule.${one}`) }))}
        value={choice}
        onChange={(value) => value && value !== 'other' && onChange(value as Choice, basis)}
      />
      {choice !== 'none' && (
        <Select
          label={t('attendance.basis')}
          allowDeselect={false}
          data={(['delegates', 'sites'] as const).map((one) => ({
            value: one,
            label: t(`attendance.basis.${one}`),
          }))}
          value={basis}
          disabled={choice === 'other'}
          onChange={(value) => value && choice !== 'other' && onChange(choice, value as QuorumRule['basis'])}
        />
      )}
    </div>
  );
}

/** The rule of the meeting one is in. */
export function MeetingQuorum() {
  const view = useMeetingView();
  const give = useCommand();
  const { rule } = view.quorum;
  if (!can(view, 'quorum.set')) return null;
  return (
    <QuorumChoice
      choice={choiceOf(rule)}
      basis={rule?.basis ?? 'delegates'}
      onChange={(choice, basis) => void give('quorum.set', ruleOf(choice, basis) ?? {})}
    />
  );
}
