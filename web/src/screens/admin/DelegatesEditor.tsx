// Delegates of a meeting to be: name, office, and the invited hall each sits in.
import { ActionIcon, Button, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { DelegateDraft } from '../../api/meetings';
import type { Site } from '../../api/sites';
import { useT } from '../../i18n';
import classes from './MeetingForm.module.css';
import type { MeetingForm } from './meetingForm';

interface Props {
  readonly form: MeetingForm;
  readonly sites: readonly Site[];
  readonly set: (change: Partial<MeetingForm>) => void;
}

export function DelegatesEditor({ form, sites, set }: Props) {
  const t = useT();
  const halls = sites
    .filter((site) => form.sites.includes(site.code))
    .map((site) => ({ value: site.code, label: site.name }));
  const add = () => {
    const site = form.delegates.at(-1)?.site ?? '';
    set({ delegates: [...form.delegates, { key: crypto.randomUUID(), name: '', office: '', site }] });
  };
  const change = (key: string, fields: Partial<DelegateDraft>) =>
    set({ delegates: form.delegates.map((one) => (one.key === key ? { ...one, ...fields } : one)) });
  return (
    <Stack gap="sm">
      {form.delegates.map((one, index) => (
        <div key={one.key} className={classes.delegate}>
          <TextInput
            aria-label={`${t('admin.fullName')} ${index + 1}`}
            placeholder={t('admin.fullName')}
            value={one.name}
            onChange={(event) => change(one.key, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`${t('admin.office')} ${index + 1}`}
            placeholder={t('admin.office')}
            value={one.office}
            onChange={(event) => change(one.key, { office: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            aria-label={`${t('admin.email')} ${index + 1}`}
            placeholder={t('admin.email')}
            value={one.email ?? ''}
            onChange={(event) => change(one.key, { email: event.currentTarget.value })}
          />
          <Select
            aria-label={`${t('admin.delegateSite')} ${index + 1}`}
            placeholder={t('admin.delegateSite')}
            searchable
            data={halls}
            value={one.site || null}
            onChange={(site) => change(one.key, { site: site ?? '' })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('admin.removeDelegate', { n: index + 1 })}
            onClick={() => set({ delegates: form.delegates.filter((other) => other.key !== one.key) })}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={add}
        disabled={halls.length === 0}
      >
        {t('admin.addDelegate')}
      </Button>
    </Stack>
  );
}
