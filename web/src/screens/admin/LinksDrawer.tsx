// Personal links of a meeting: one for each delegate, and for observers. An address is shown only when it is made.
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type MeetingSummary, meetings } from '../../api/meetings';
import { SideDialog } from '../../components/Dialog';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { LoadFailed } from '../home/Notice';
import classes from './Admin.module.css';
import { CopyLink } from './CopyLink';

export function LinksDrawer({ meeting, onClose }: { meeting: MeetingSummary; onClose: () => void }) {
  const t = useT();
  return (
    <SideDialog onClose={onClose} size="lg" title={t('admin.linksTitle', { title: meeting.title })}>
      <MeetingLinks id={meeting.id} />
    </SideDialog>
  );
}

export function MeetingLinks({ id }: { id: string }) {
  const t = useT();
  const found = useQuery({ queryKey: ['meeting', id], queryFn: () => meetings.detail(id) });
  return (
    <Stack>
      <div className={classes.device}>
        <LinkMaker id={id} kind="observer" name={t('admin.observerLink')} help={t('admin.observerHelp')} />
      </div>
      {found.isPending && <Loader mx="auto" aria-label={t('common.loading')} />}
      {found.isError && (
        <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data?.delegates.length === 0 && <Text c="dimmed">{t('admin.noDelegates')}</Text>}
      {found.data?.delegates.map((one) => {
        const site = found.data.sites.find((each) => each.seat === one.site || each.code === one.site);
        return (
          <div key={one.id} className={classes.device}>
            <LinkMaker
              id={id}
              kind="delegate"
              delegate={one.id}
              name={one.name}
              help={[one.office, site?.name].filter(Boolean).join(' · ')}
            />
          </div>
        );
      })}
    </Stack>
  );
}

interface MakerProps {
  readonly id: string;
  readonly kind: 'delegate' | 'observer';
  readonly delegate?: string;
  readonly name: string;
  readonly help: string;
}

/** Makes the link and puts it on the clipboard in one press; it stays visible in case the clipboard is forbidden. */
function LinkMaker({ id, kind, delegate, name, help }: MakerProps) {
  const t = useT();
  const make = useMutation({
    mutationFn: () => meetings.link(id, kind, delegate),
    onSuccess: ({ url }) => void navigator.clipboard?.writeText(url).catch(() => undefined),
    onError: (problem) => notifyProblem(problem, t, t('admin.linkFailed')),
  });
  return (
    <>
      <Group wrap="nowrap" justify="space-between" align="flex-start">
        <div>
          <span className={classes.strong}>{name}</span>
          <span className={classes.small}>{help}</span>
        </div>
        <Button
          size="xs"
          variant="default"
          loading={make.isPending}
          aria-label={`${t('admin.makeLink')}: ${name}`}
          leftSection={make.data ? <IconCheck size={16} aria-hidden /> : <IconLink size={16} aria-hidden />}
          onClick={() => make.mutate()}
        >
          {t('admin.makeLink')}
        </Button>
      </Group>
      {make.data && (
        <Stack mt="sm">
          <CopyLink url={make.data.url} />
        </Stack>
      )}
    </>
  );
}
