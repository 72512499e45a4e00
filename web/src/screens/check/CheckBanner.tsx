// The line check's place on every meeting screen: the hall's own check, or the officers' alarm and board.
import { lazy, Suspense } from 'react';
import { useObservable } from '../../lib/observable';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';

const HallCheck = lazy(() => import('./HallCheck'));
const OfficerCheck = lazy(() => import('./OfficerCheck'));

export function CheckBanner() {
  const { me, checks } = useMeetingView();
  // A hall's second screen has no devices of its own and checks nothing.
  const { hasMedia } = useObservable(useSeat());
  return (
    <Suspense fallback={null}>
      {me.role === 'site' && hasMedia && <HallCheck />}
      {checks && <OfficerCheck />}
    </Suspense>
  );
}
