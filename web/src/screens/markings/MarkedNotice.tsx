// Says in place of a page why there is none: the paper was called back, or is not for this seat.
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Marked.module.css';

export function MarkedNotice({ children }: { children: ReactNode }) {
  return (
    <div className={classes.notice} role="status">
      <IconLock size={56} stroke={1.2} aria-hidden />
      <p>{children}</p>
    </div>
  );
}
