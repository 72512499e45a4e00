// Templates of meetings: listed, made, changed and deleted; a new meeting is begun after one.
import { Button, Menu } from '@mantine/core';
import { IconCalendarPlus, IconPencil, IconPlus, IconTemplate, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { type TemplateLine, templates } from '../../api/planning';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import type { Principal } from '../../stores/session';
import admin from '../admin/Admin.module.css';
import { Awaited, ListHead, ListTable, RowMenu } from '../admin/Listing';
import { Gate } from '../home/Gate';
import { Empty } from '../home/Notice';
import { spanText } from '../home/times';
import { TemplateEditor } from './TemplateEditor';

export default function TemplatesScreen() {
  return <Gate>{(principal) => <Templates principal={principal} />}</Gate>;
}

function Templates({ principal }: { principal: Principal }) {
  const [query, setQuery] = useSearchParams();
  const edited = query.get('edit');
  if (edited !== null)
    return <TemplateEditor id={edited || null} onDone={() => setQuery({}, { replace: true })} />;
  return <TemplateList principal={principal} onEdit={(id) => setQuery({ edit: id })} />;
}

function TemplateList({ principal, onEdit }: { principal: Principal; onEdit: (id: string) => void }) {
  const { t } = useLanguage();
  const [removed, setRemoved] = useState<TemplateLine | null>(null);
  const found = useQuery({ queryKey: ['templates'], queryFn: templates.list });
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => onEdit('')}>
      {t('planning.newTemplate')}
    </Button>
  );
  return (
    <PageShell>
      <ListHead title={t('planning.templates')} lead={t('planning.templatesLead')}>
        <Button component={Link} to="/calendar" variant="default">
          {t('planning.calendar')}
        </Button>
        {create}
      </ListHead>
      <Awaited found={found} />
      {found.data?.length === 0 && (
        <Empty
          icon={IconTemplate}
          title={t('planning.templatesEmpty')}
          help={t('planning.templatesEmptyHelp')}
          action={create}
        />
      )}
      {found.data && found.data.length > 0 && (
        <ListTable acts columns={[t('planning.templateName'), t('planning.titlePattern'), t('admin.length')]}>
          {found.data.map((one) => (
            <Row
              key={one.id}
              one={one}
              mine={one.owner === principal.id || principal.roles.includes('administrator')}
              holds={principal.roles.includes('administrator')}
              onEdit={onEdit}
              onRemove={setRemoved}
            />
          ))}
        </ListTable>
      )}
      {removed && <RemoveDialog one={removed} onClose={() => setRemoved(null)} />}
    </PageShell>
  );
}

interface RowProps {
  readonly one: TemplateLine;
  readonly mine: boolean;
  readonly holds: boolean;
  readonly onEdit: (id: string) => void;
  readonly onRemove: (one: TemplateLine) => void;
}

function Row({ one, mine, holds, onEdit, onRemove }: RowProps) {
  const { t } = useLanguage();
  const { items, sites, delegates } = one;
  return (
    <tr>
      <td className={admin.strong}>
        {one.name}
        <span className={admin.small}>{t('planning.templateFacts', { items, sites, delegates })}</span>
      </td>
      <td>{one.title}</td>
      <td className={admin.nowrap}>{spanText(one.planned_s, t)}</td>
      <td className={admin.end}>
        {(mine || holds) && (
          <RowMenu label={t('admin.actionsOf', { name: one.name })}>
            {holds && (
              <Menu.Item
                component={Link}
                to={`/admin/meetings?new=1&template=${one.id}`}
                leftSection={<IconCalendarPlus size={18} aria-hidden />}
              >
                {t('planning.useTemplate')}
              </Menu.Item>
            )}
            {mine && (
              <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => onEdit(one.id)}>
                {t('common.edit')}
              </Menu.Item>
            )}
            {mine && (
              <Menu.Item leftSection={<IconTrash size={18} aria-hidden />} onClick={() => onRemove(one)}>
                {t('common.remove')}
              </Menu.Item>
            )}
          </RowMenu>
        )}
      </td>
    </tr>
  );
}

function RemoveDialog({ one, onClose }: { one: TemplateLine; onClose: () => void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => templates.remove(one.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['templates'] });
      notifyDone(t('planning.templateRemoved', { name: one.name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('planning.removeTemplate', { name: one.name })}
      help={t('planning.removeTemplateHelp')}
      act={t('common.remove')}
      busy={remove.isPending}
      problem={remove.error}
      onDo={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
