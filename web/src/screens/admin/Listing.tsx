// What every page that lists things shares: its head, the table, the menu of a row, and what stands there until the list does.
import { ActionIcon, Menu, Skeleton, Stack } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { LoadFailed } from '../home/Notice';
import classes from './Admin.module.css';

interface HeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** What can be done here, the main thing last. */
  readonly children?: ReactNode;
}

export function ListHead({ title, lead, children }: HeadProps) {
  return (
    <header className={classes.head}>
      <div>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
      </div>
      {children && <div className={classes.acts}>{children}</div>}
    </header>
  );
}

/** While nothing has come: the shape of the rows, or why they do not come. */
export function Awaited({ found, rows = 4 }: { found: UseQueryResult<unknown>; rows?: number }) {
  const t = useT();
  if (found.data !== undefined) return null;
  if (found.isError)
    return <LoadFailed title={t('admin.loadFailed')} problem={found.error} retry={found.refetch} />;
  return (
    <Stack gap="xs" aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content never change places
        <Skeleton key={row} h={58} radius="md" />
      ))}
    </Stack>
  );
}

interface TableProps {
  readonly columns: readonly string[];
  /** With a last column for the menus of the rows. */
  readonly acts?: boolean;
  readonly children: ReactNode;
}

export function ListTable({ columns, acts = false, children }: TableProps) {
  const t = useT();
  return (
    <div className={`surface ${classes.scroll}`}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {acts && (
              <th scope="col">
                <span className="visually-hidden">{t('admin.actions')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** What can be done with one row; `label` names it to who cannot see the row. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
