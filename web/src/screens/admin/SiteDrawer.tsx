// Adds a site or changes one row of it.
import { Button, Drawer, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../api/errors';
import { SITE_KINDS, type Site, type SiteFields, sites } from '../../api/sites';
import { DateField } from '../../components/DateFields';
import { useT } from '../../i18n';
import { localDay } from '../../lib/localTime';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import { Notice } from '../home/Notice';
import { findingsOf } from './csvReport';

interface Props {
  /** Null for a new one. */
  readonly site: Site | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function SiteDrawer({ site, opened, onClose }: Props) {
  const t = useT();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="md"
      title={t(site ? 'admin.editSite' : 'admin.addSite')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && (
        <SiteForm key={site ? `${site.code} ${site.valid_from}` : 'new'} site={site} onClose={onClose} />
      )}
    </Drawer>
  );
}

function blank(): SiteFields {
  return {
    code: '',
    name: '',
    short_name: '',
    kind: 'district',
    valid_from: localDay(new Date().toISOString()),
    valid_to: null,
    note: '',
    email: '',
  };
}

function fieldsOf(site: Site): SiteFields {
  const { devices: _devices, ...fields } = site;
  return fields;
}

function SiteForm({ site, onClose }: { site: Site | null; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [fields, setFields] = useState<SiteFields>(() => (site ? fieldsOf(site) : blank()));
  const [touched, setTouched] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const { code, ...rest } = fields;
      return site ? sites.change(code, site.valid_from, rest) : sites.add(fields);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['sites'] });
      notifyDone(t('admin.siteSaved', { name: fields.name }));
      onClose();
    },
  });
  const set = (change: Partial<SiteFields>) => setFields((now) => ({ ...now, ...change }));
  const missing = (text: string) => (touched && text.trim() === '' ? t('admin.required') : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if ([fields.code, fields.name, fields.valid_from].every((text) => text.trim() !== '')) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {save.isError && (
          <Notice tone="bad" title={t('common.failed')}>
            <FormProblem problem={save.error} />
          </Notice>
        )}
        <Group grow align="flex-start">
          <TextInput
            label={t('admin.code')}
            value={fields.code}
            disabled={site !== null}
            onChange={(event) => set({ code: event.currentTarget.value })}
            error={missing(fields.code)}
            data-autofocus={site === null || undefined}
          />
          <Select
            label={t('admin.kind')}
            value={fields.kind}
            allowDeselect={false}
            data={SITE_KINDS.map((kind) => ({ value: kind, label: t(`admin.kind_${kind}`) }))}
            onChange={(kind) => kind && set({ kind })}
          />
        </Group>
        <TextInput
          label={t('admin.name')}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={missing(fields.name)}
          data-autofocus={site !== null || undefined}
        />
        <TextInput
          label={t('admin.shortName')}
          description={t('admin.shortNameHint')}
          value={fields.short_name}
          onChange={(event) => set({ short_name: event.currentTarget.value })}
        />
        <Group grow align="flex-start">
          <DateField
            label={t('admin.validFrom')}
            value={fields.valid_from}
            onChange={(valid_from) => set({ valid_from })}
            error={missing(fields.valid_from)}
          />
          <DateField
            label={t('admin.validTo')}
            hint={fields.valid_to ? undefined : t('admin.validToHint')}
            value={fields.valid_to ?? ''}
            onChange={(day) => set({ valid_to: day || null })}
          />
        </Group>
        <TextInput
          type="email"
          label={t('admin.email')}
          description={t('admin.emailHint')}
          value={fields.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <Textarea
          label={t('admin.note')}
          autosize
          minRows={2}
          value={fields.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The server names the bad fields as it names bad rows of a file; without them its sentence is enough. */
function FormProblem({ problem }: { problem: unknown }) {
  const t = useT();
  const rows = problem instanceof ApiError ? findingsOf(problem.details) : [];
  return rows.length > 0 ? rows.map((row) => row.message).join(' ') : problemText(problem, t);
}
