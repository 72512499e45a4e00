// Chair, deputies, secretary and technician: who is here, and handing over the chair.
import { Badge, Button } from '@mantine/core';
import { IconPlugConnectedX, IconUserCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './Officers.module.css';

export function Officers() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const officers = Object.values(view.officers).toSorted((a, b) => a.order - b.order);
  return (
    <>
      <ul className={classes.list}>
        {officers.map((officer) => (
          <li key={officer.seat} className={classes.row}>
            {officer.present ? (
              <IconUserCheck
                size={20}
                aria-label={t('meeting.console.present', { present: 1, total: 1 })}
                className={classes.here}
              />
            ) : (
              <IconPlugConnectedX size={20} aria-label={t('meeting.tile.absent')} />
            )}
            <span className={classes.who}>
              <strong>{officer.name}</strong>
              <span className={classes.detail}>
                {[t(`meeting.role.${officer.role}`), officer.office].filter(Boolean).join(' · ')}
              </span>
            </span>
            {view.presiding === officer.seat && <Badge color="gold.4">{t('meeting.presides')}</Badge>}
            {officer.present &&
              view.presiding !== officer.seat &&
              officer.role === 'deputy' &&
              can(view, 'presiding.hand_over') && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => void give('presiding.hand_over', { seat: officer.seat })}
                >
                  {t('meeting.console.handOver')}
                </Button>
              )}
          </li>
        ))}
      </ul>
      {can(view, 'roll.mark') && (
        <Button component={Link} to={`/m/${view.meeting.id}/prepare`} target="_blank" variant="default">
          {t('meeting.console.prepare')}
        </Button>
      )}
    </>
  );
}
