// What happened and what to do, in one box; and what a list shows while it has nothing.
import { Button } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconInfoCircle,
  IconLogin,
  IconRefresh,
} from '@tabler/icons-react';
import { createContext, type ReactNode, useContext } from 'react';
import { Link, useLocation } from 'react-router';
import { ApiError } from '../../api/errors';
import { useT } from '../../i18n';
import { useObservable } from '../../lib/observable';
import { problemText } from '../../lib/problem';
import { session } from '../../stores/session';
import { doorFrom } from '../signin/next';
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

function Retry({ retry }: { retry: () => unknown }) {
  const t = useT();
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      onClick={() => void retry()}
    >
      {t('common.retry')}
    </Button>
  );
}

const OfferedAbove = createContext(false);

/** The way to the door and back; nowhere twice on a screen. */
function SignInAgain() {
  const t = useT();
  const here = useLocation();
  if (useContext(OfferedAbove)) return null;
  return (
    <Button component={Link} to={doorFrom(here)} size="xs" leftSection={<IconLogin size={16} aria-hidden />}>
      {t('common.signInAgain')}
    </Button>
  );
}

/** Around a screen: says above it once its sign-in is over. What somebody types in stays where it is. */
export function SignInWatch({ children }: { children: ReactNode }) {
  const t = useT();
  const over = useObservable(session, (state) => state.phase === 'in' && state.over === true);
  return (
    <>
      {over && (
        <Notice tone="warn" title={t('common.signedOut')} action={<SignInAgain />}>
          {t('common.signedOutHelp')}
        </Notice>
      )}
      <OfferedAbove value={over}>{children}</OfferedAbove>
    </>
  );
}

/** A failed load, with the way to try again, or to sign in again once nothing else helps. */
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
  const out = problem instanceof ApiError && problem.signedOut;
  return (
    <Notice tone="bad" title={title} action={out ? <SignInAgain /> : <Retry retry={retry} />}>
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
