// Changes what is settled before a meeting: title, time, length, recording. The rest is the secretary's, in preparation.
import { Button, Group, Loader, NumberInput, Stack, Switch, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type MeetingDetail, meetings } from '../../api/meetings';
import { DateTimeField } from '../../components/DateFields';
import { SideDialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { fromLocalInput, toLocalInput } from '../../lib/localTime';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import { LoadFailed, Notice } from '../home/Notice';
import { ClashWarning } from '../planning/ClashWarning';

export function EditMeetingDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const found = useQuery({
    queryKey: ['meeting', id],
    queryFn: () => meetings.detail(id),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <SideDialog onClose={onClose} size="md" title={t('admin.editMeeting')}>
      {found.isPending && <Loader mx="auto" aria-label={t('common.loading')} />}
      {found.isError && (
        <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data && <EditForm meeting={found.data} onClose={onClose} />}
    </SideDialog>
  );
}

function EditForm({ meeting, onClose }: { meeting: MeetingDetail; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [title, setTitle] = useState(meeting.title);
  const [startsAt, setStartsAt] = useState(meeting.scheduled_at ? toLocalInput(meeting.scheduled_at) : '');
  const [minutes, setMinutes] = useState(Math.round(meeting.planned_s / 60));
  const [autoRecord, setAutoRecord] = useState(meeting.auto_record);
  const [touched, setTouched] = useState(false);
  const scheduled_at = fromLocalInput(startsAt);
  const save = useMutation({
    mutationFn: (at: string) =>
      meetings.change(meeting.id, {
        title: title.trim(),
        scheduled_at: at,
        planned_s: minutes * 60,
        auto_record: autoRecord,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['meetings'] });
      notifyDone(t('admin.meetingSaved'));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTouched(true);
    if (title.trim() !== '' && scheduled_at !== null) save.mutate(scheduled_at);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {save.isError && (
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(save.error, t)}
          </Notice>
        )}
        <Textarea
          label={t('admin.title')}
          autosize
          data-autofocus
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={touched && title.trim() === '' ? t('admin.needTitle') : null}
        />
        <DateTimeField
          label={t('admin.startsAt')}
          hint={t('admin.startsHint')}
          value={startsAt}
          onChange={setStartsAt}
          error={touched && scheduled_at === null ? t('admin.needTime') : null}
        />
        <NumberInput
          label={t('admin.length')}
          min={0}
          max={24 * 60}
          value={minutes}
          onChange={(value) => setMinutes(Number(value) || 0)}
        />
        <Switch
          label={t('admin.autoRecord')}
          description={t('admin.autoRecordHelp')}
          checked={autoRecord}
          onChange={(event) => setAutoRecord(event.currentTarget.checked)}
        />
        <ClashWarning
          question={
            scheduled_at === null
              ? null
              : {
                  scheduled_at,
                  planned_s: minutes * 60,
                  sites: meeting.sites.map((site) => site.code),
                  officers: meeting.officers.map((one) => one.seat.slice('officer-'.length)),
                  but: meeting.id,
                }
          }
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
