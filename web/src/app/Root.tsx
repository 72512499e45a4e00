// Around every screen: shows that a screen is on its way when that takes noticeable time; sends notes that wait.
import { useEffect, useState } from 'react';
import { Outlet, useNavigation } from 'react-router';
import { useT } from '../i18n';
import { useSendWaiting } from '../screens/notes/useSendWaiting';
import classes from './Root.module.css';

export function Root() {
  const busy = useNavigation().state !== 'idle';
  const [late, setLate] = useState(false);
  const t = useT();
  useSendWaiting();
  useEffect(() => {
    setLate(false);
    if (!busy) return;
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, [busy]);
  return (
    <>
      {late && <div className={classes.bar} role="progressbar" aria-label={t('common.loading')} />}
      <Outlet />
    </>
  );
}
