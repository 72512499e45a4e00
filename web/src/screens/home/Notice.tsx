// What happened and what to do, in one box; and what a list shows while it has nothing.
import { Button } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconInfoCircle,
  IconRefresh,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import classes from './Notice.module.css';

type Tone = 'bad' | 'warn' | 'good' | 'info';
const ICONS: Readonly<Record<Tone, Icon>> = {
  bad: IconAlertTriangle,
  warn: IconClock,
  good: IconCircleCheck,
  info: IconInfoCircle,
};

interface Props {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function Notice({ tone, title, children, action }: Props) {
  const Mark = ICONS[tone];
  return (
    <div
      className={`${classes.notice} ${classes[tone]}`}
      role={tone === 'bad' || tone === 'warn' ? 'alert' : 'status'}
    >
      <Mark className={classes.icon ?? ''} size={22} aria-hidden />
      <div className={classes.body}>
        <p className={classes.title}>{title}</p>
        {children && <div className={classes.text}>{children}</div>}
        {action && <div className={classes.action}>{action}</div>}
      </div>
    </div>
  );
}

/** A failed load, with the way to try again. */
export function LoadFailed({
  title,
  problem,
  retry,
  children,
}: {
  title: string;
  problem: unknown;
  retry: () => unknown;
  children?: ReactNode;
}) {
  const t = useT();
  return (
    <Notice
      tone="bad"
      title={title}
      action={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => void retry()}
        >
          {t('common.retry')}
        </Button>
      }
    >
      {problemText(problem, t)}
      {children}
    </Notice>
  );
}

/** An empty list says what will appear in it and what to do now. */
export function Empty({
  icon: Mark,
  title,
  help,
  action,
}: {
  icon: Icon;
  title: string;
  help: string;
  action?: ReactNode;
}) {
  return (
    <section className={classes.empty}>
      <span className={classes.badge}>
        <Mark size={32} stroke={1.6} aria-hidden />
      </span>
      <h2>{title}</h2>
      <p>{help}</p>
      {action}
    </section>
  );
}
