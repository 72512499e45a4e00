// Import of sites: drop a file, see what would happen or what is wrong, then store it. Nothing is half imported.
import { Button, CopyButton, Group, Loader, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { IconCopy, IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/errors';
import { type ImportOutcome, sites } from '../../api/sites';
import { DropButton } from '../../components/DropButton';
import { useT } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { problemText } from '../../lib/problem';
import { Notice } from '../home/Notice';
import classes from './Admin.module.css';
import { asText, byLine, type CsvFinding, findingsOf, unfit } from './csvReport';

export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('admin.importTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <Import onClose={onClose} />}
    </Modal>
  );
}

function Import({ onClose }: { onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const check = useMutation({ mutationFn: (chosen: File) => sites.import(chosen, true) });
  const store = useMutation({
    mutationFn: (chosen: File) => sites.import(chosen, false),
    onSuccess: async (outcome) => {
      await queries.invalidateQueries({ queryKey: ['sites'] });
      notifyDone(t('admin.importDone', { added: outcome.added, changed: outcome.changed }));
      onClose();
    },
  });
  const choose = (chosen: File | null) => {
    if (!chosen) return;
    setFile(chosen);
    store.reset();
    check.reset();
    if (unfit(chosen) === null) check.mutate(chosen);
  };
  const problem = check.error ?? store.error;
  return (
    <Stack>
      <DropButton
        accept=".csv,.txt,text/csv"
        className={classes.drop}
        onFiles={([chosen]) => choose(chosen ?? null)}
      >
        <IconFileTypeCsv size={44} stroke={1.4} aria-hidden />
        <strong>{t('admin.importDrop')}</strong>
        <small>{t('admin.importColumns')}</small>
      </DropButton>
      {file && <Unfit file={file} />}
      {check.isPending && (
        <Group role="status">
          <Loader size="sm" /> {t('admin.importChecking')}
        </Group>
      )}
      {problem !== null && <Problem problem={problem} />}
      {check.data && file && !store.isError && (
        <Preview outcome={check.data} file={file} busy={store.isPending} onStore={() => store.mutate(file)} />
      )}
    </Stack>
  );
}

function Unfit({ file }: { file: File }) {
  const t = useT();
  const why = unfit(file);
  if (why === null) return null;
  const words = { type: 'admin.fileType', empty: 'admin.fileEmpty', size: 'admin.fileSize' } as const;
  return (
    <Notice tone="bad" title={file.name}>
      {t(words[why])}
    </Notice>
  );
}

interface PreviewProps {
  readonly outcome: ImportOutcome;
  readonly file: File;
  readonly busy: boolean;
  readonly onStore: () => void;
}

function Preview({ outcome, file, busy, onStore }: PreviewProps) {
  const t = useT();
  const nothing = outcome.added + outcome.changed === 0;
  return (
    <>
      <Notice tone={nothing ? 'info' : 'good'} title={t('admin.importReady', { file: file.name })}>
        {nothing && t('admin.importNothing')}
      </Notice>
      <div className={classes.figures3}>
        <div>
          <strong className="figures">{outcome.added}</strong>
          {t('admin.importAdded')}
        </div>
        <div>
          <strong className="figures">{outcome.changed}</strong>
          {t('admin.importChanged')}
        </div>
        <div>
          <strong className="figures">{outcome.unchanged}</strong>
          {t('admin.importUnchanged')}
        </div>
      </div>
      <Button size="md" onClick={onStore} loading={busy} disabled={nothing}>
        {t('admin.importConfirm')}
      </Button>
    </>
  );
}

function Problem({ problem }: { problem: unknown }) {
  const t = useT();
  const findings = problem instanceof ApiError ? findingsOf(problem.details) : [];
  if (findings.length === 0) {
    return (
      <Notice tone="bad" title={t('common.failed')}>
        {problemText(problem, t)}
      </Notice>
    );
  }
  return (
    <>
      <Notice tone="bad" title={t('admin.importBad', { n: findings.length })}>
        {t('admin.importBadHelp')}
      </Notice>
      <FindingsTable findings={findings} />
      <CopyButton value={asText(findings, t('admin.line'))} timeout={2500}>
        {({ copied, copy }) => (
          <Button variant="default" leftSection={<IconCopy size={18} aria-hidden />} onClick={copy}>
            {t(copied ? 'admin.copied' : 'admin.copyFindings')}
          </Button>
        )}
      </CopyButton>
    </>
  );
}

function FindingsTable({ findings }: { findings: readonly CsvFinding[] }) {
  const t = useT();
  return (
    <ScrollArea.Autosize mah={280} type="auto" viewportProps={{ tabIndex: 0 }}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('admin.lineHead')}</th>
            <th>{t('admin.reasonHead')}</th>
            <th>{t('admin.valueHead')}</th>
          </tr>
        </thead>
        <tbody>
          {byLine(findings).flatMap(({ line, findings: own }) =>
            own.map((one) => (
              <tr key={`${line}-${one.reason_code}-${one.value}`}>
                <td className="figures">{line > 0 ? line : t('admin.wholeFile')}</td>
                <td>{one.message}</td>
                <td>
                  <Text span size="sm" ff="monospace">
                    {one.value}
                  </Text>
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollArea.Autosize>
  );
}
