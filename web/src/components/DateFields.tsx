// Days and times to enter. The browser's own field writes them its way; under it stands the same moment as written here.
import { TextInput } from '@mantine/core';
import { useLanguage } from '../i18n';
import { formatEntry } from '../lib/format';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Said beside the moment, for example which clock is meant. */
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** Takes the focus when its dialog opens. */
  readonly first?: boolean;
}

/** A moment by the province's clock, `2018-11-05T08:00`. */
export function DateTimeField(props: Props) {
  return <Field type="datetime-local" {...props} />;
}

/** A day, `2018-11-05`. */
export function DateField({ min, max, ...props }: Props & { readonly min?: string; readonly max?: string }) {
  return <Field type="date" {...{ min, max }} {...props} />;
}

interface FieldProps extends Props {
  readonly type: 'date' | 'datetime-local';
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

function Field({ hint, first, onChange, error, min, max, ...input }: FieldProps) {
  const { language } = useLanguage();
  const said = formatEntry(input.value, language);
  return (
    <TextInput
      {...input}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(first ? { 'data-autofocus': true } : {})}
      error={error ?? null}
      description={[said, hint].filter(Boolean).join(' · ') || null}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
