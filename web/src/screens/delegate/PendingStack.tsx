// Everything that waits for a delegate, in full: what to answer first, then what is told.
import { CalledName } from '../attendance/CalledName';
import { OwnPresence } from '../attendance/OwnPresence';
import { NextItem } from '../parts/NextItem';
import { Notices } from '../parts/program/Notices';
import classes from './PendingStack.module.css';

export function PendingStack() {
  return (
    <div className={classes.stack}>
      <OwnPresence />
      <CalledName />
      <Notices limit={Number.POSITIVE_INFINITY} />
      <NextItem />
    </div>
  );
}
