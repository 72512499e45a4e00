// Chooses an agenda item, or the whole meeting.
import { Select } from '@mantine/core';
import { useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';

const WHOLE = '';

interface Props {
  readonly value: string | null;
  readonly onChange: (item: string | null) => void;
  /** Takes the whole width of its form. */
  readonly wide?: boolean;
}

export function ItemSelect({ value, onChange, wide = false }: Props) {
  const t = useT();
  const { agenda } = useMeetingView();
  const items = agenda.order.map((id, index) => ({
    value: id,
    label: `${index + 1}. ${agenda.items[id]?.title ?? id}`,
  }));
  return (
    <Select
      label={t('secretary.forItem')}
      data={[{ value: WHOLE, label: t('secretary.wholeMeeting') }, ...items]}
      value={value ?? WHOLE}
      allowDeselect={false}
      maw="100%"
      w={wide ? '100%' : 360}
      onChange={(chosen) => onChange(chosen === WHOLE ? null : chosen)}
    />
  );
}
