// When a series meets: how often, on which days, from when and at what hour.
import { Chip, Group, NumberInput, Select, SimpleGrid, Switch, TextInput } from '@mantine/core';
import type { RuleFields } from '../../api/planning';
import { DateField } from '../../components/DateFields';
import { type Key, useT } from '../../i18n';
import { WEEKDAYS } from '../calendar/days';
import { DAYS, EVERY, type Every, NTH, type RuleForm } from './rules';

interface Props {
  readonly rule: RuleForm;
  readonly onRule: (rule: RuleForm) => void;
  readonly fields: Pick<RuleFields, 'begins' | 'at' | 'skip_holidays'>;
  readonly set: (change: Partial<Pick<RuleFields, 'begins' | 'at' | 'skip_holidays'>>) => void;
  /** The first day is settled. */
  readonly fixed: boolean;
}

export function RuleFieldsForm({ rule, onRule, fields, set, fixed }: Props) {
  const t = useT();
  const change = (part: Partial<RuleForm>) => onRule({ ...rule, ...part });
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }}>
        <Select
          label={t('planning.repeats')}
          allowDeselect={false}
          data={EVERY.map((value) => ({ value, label: t(`planning.every_${value}`) }))}
          value={rule.every}
          onChange={(value) => change({ every: value as Every })}
        />
        {rule.every !== 'other' && (
          <NumberInput
            label={t('planning.interval')}
            suffix={` ${t(rule.every === 'weekly' ? 'planning.weeks' : 'planning.months')}`}
            min={1}
            max={52}
            value={rule.interval}
            onChange={(value) => change({ interval: Number(value) || 1 })}
          />
        )}
        <DateField
          label={t('planning.begins')}
          disabled={fixed}
          value={fields.begins}
          onChange={(begins) => set({ begins })}
        />
        <TextInput
          type="time"
          label={t('planning.at')}
          value={fields.at}
          onChange={(event) => set({ at: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Days rule={rule} change={change} />
      <Switch
        mt="md"
        label={t('planning.skipHolidays')}
        checked={fields.skip_holidays}
        onChange={(event) => set({ skip_holidays: event.currentTarget.checked })}
      />
    </>
  );
}

function Days({ rule, change }: { rule: RuleForm; change: (part: Partial<RuleForm>) => void }) {
  const t = useT();
  if (rule.every === 'other') {
    return (
      <TextInput
        mt="md"
        label="RRULE"
        spellCheck={false}
        value={rule.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    );
  }
  if (rule.every === 'monthDay') {
    const days = Array.from({ length: 31 }, (_, n) => ({ value: String(n + 1), label: String(n + 1) }));
    return (
      <Select
        mt="md"
        w="14rem"
        label={t('planning.monthDay')}
        allowDeselect={false}
        data={[...days, { value: '-1', label: t('planning.lastDay') }]}
        value={String(rule.monthDay)}
        onChange={(value) => change({ monthDay: Number(value) })}
      />
    );
  }
  const chips = DAYS.map((day, n) => (
    <Chip key={day} value={day} radius="sm">
      {t(`planning.${WEEKDAYS[n] ?? 'mo'}`)}
    </Chip>
  ));
  if (rule.every === 'weekly') {
    return (
      <Chip.Group
        multiple
        value={[...rule.days]}
        onChange={(days) => change({ days: DAYS.filter((day) => days.includes(day)) })}
      >
        <Group mt="md" gap="xs" role="group" aria-label={t('planning.onDays')}>
          {chips}
        </Group>
      </Chip.Group>
    );
  }
  return (
    <Group mt="md" align="flex-end" gap="md">
      <Select
        w="14rem"
        label={t('planning.nthLabel')}
        allowDeselect={false}
        data={NTH.map((nth) => ({ value: String(nth), label: t(`planning.nth_${nth}` as Key) }))}
        value={String(rule.nth)}
        onChange={(value) => change({ nth: Number(value) })}
      />
      <Chip.Group value={rule.days[0] ?? 'MO'} onChange={(day) => change({ days: [String(day)] })}>
        <Group gap="xs" role="group" aria-label={t('planning.onDays')}>
          {chips}
        </Group>
      </Chip.Group>
    </Group>
  );
}
