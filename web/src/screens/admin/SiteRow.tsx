// One site as a row: code, names, kind, validity, machines.
import type { ReactNode } from 'react';
import { SITE_KINDS, type Site } from '../../api/sites';
import { type Translate, useT } from '../../i18n';
import { dayFigures } from '../../lib/localTime';
import classes from './Admin.module.css';

export function kindText(kind: string, t: Translate): string {
  const known = SITE_KINDS.find((one) => one === kind);
  return known ? t(`admin.kind_${known}`) : kind;
}

export function SiteRow({ site, children }: { site: Site; children: ReactNode }) {
  const t = useT();
  const devices = site.devices ?? 0;
  return (
    <tr data-off={site.valid_to !== null}>
      <td className={`figures ${classes.nowrap}`}>{site.code}</td>
      <td>
        <span className={classes.strong}>{site.name}</span>
        <span className={classes.small}>{[site.short_name, site.note].filter(Boolean).join(' · ')}</span>
      </td>
      <td className={classes.nowrap}>{kindText(site.kind, t)}</td>
      <td className={`figures ${classes.nowrap}`}>
        {site.valid_to
          ? t('admin.between', { from: dayFigures(site.valid_from), to: dayFigures(site.valid_to) })
          : t('admin.since', { from: dayFigures(site.valid_from) })}
      </td>
      <td>
        <span className={classes.pill} data-tone={devices > 0 ? 'good' : undefined}>
          {devices > 0 ? t('admin.machinesOf', { n: devices }) : t('admin.noMachine')}
        </span>
      </td>
      <td className={classes.end}>{children}</td>
    </tr>
  );
}
