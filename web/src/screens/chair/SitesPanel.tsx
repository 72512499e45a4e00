// All sites at a glance: here or not, how good the line, which microphone, who asks.
import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import type { Site } from '../../api/view';
import { useT } from '../../i18n';
import { attendance } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { QuorumMark } from '../attendance/QuorumMeter';
import { SiteCell } from './SiteCell';
import classes from './SitesPanel.module.css';

type Filter = 'all' | 'missing' | 'asked';

const FITS: Readonly<Record<Filter, (site: Site) => boolean>> = {
  all: () => true,
  missing: (site) => !site.present,
  asked: (site) => site.microphone === 'asked',
};

export function SitesPanel() {
  const t = useT();
  const view = useMeetingView();
  const [filter, setFilter] = useState<Filter>('all');
  const sites = Object.values(view.sites);
  const count = (name: Filter) => sites.filter(FITS[name]).length;
  const shown = sites.filter(FITS[filter]);
  return (
    <section className={`surface ${classes.panel}`} aria-label={t('meeting.console.sites')}>
      <header className={classes.head}>
        <h2 className={classes.heading}>{t('meeting.console.sites')}</h2>
        <span className={`figures ${classes.count}`}>
          {t('meeting.console.present', { ...attendance(view) })}
        </span>
      </header>
      <QuorumMark />
      <SegmentedControl
        size="xs"
        fullWidth
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
        data={[
          { value: 'all', label: t('meeting.console.filterAll') },
          { value: 'missing', label: t('meeting.console.filterMissing', { n: count('missing') }) },
          { value: 'asked', label: t('meeting.console.filterAsked', { n: count('asked') }) },
        ]}
      />
      {shown.length === 0 ? (
        <Text c="dimmed" ta="center" py="lg">
          {t('meeting.console.filterEmpty')}
        </Text>
      ) : (
        <ul className={classes.grid} data-few={shown.length <= 12 || undefined}>
          {shown.map((site) => (
            <SiteCell key={site.seat} site={site} />
          ))}
        </ul>
      )}
    </section>
  );
}
