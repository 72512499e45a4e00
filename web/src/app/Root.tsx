// Around every screen: shows that a screen is on its way when that takes noticeable time.
import { useEffect, useState } from 'react';
import { Outlet, useNavigation } from 'react-router';
import { useT } from '../i18n';
import classes from './Root.module.css';

export function Root() {
  const busy = useNavigation().state !== 'idle';
  const [late, setLate] = useState(false);
  const t = useT();
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
