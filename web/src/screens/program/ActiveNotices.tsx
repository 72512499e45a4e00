// What is on the screens now, to whom, for how long, and the way to take it off.
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useT } from '../../i18n';
import { personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { Left } from '../parts/program/Notices';
import { useCommand } from '../parts/useCommand';
import classes from './Desk.module.css';

export function ActiveNotices() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { messages } = view.program;
  return (
    <section className={`surface ${classes.card}`} aria-label={t('program.active')}>
      <h2 className={classes.heading}>{t('program.active')}</h2>
      {messages.length === 0 && <p className={classes.none}>{t('program.noneActive')}</p>}
      <ul className={classes.notices}>
        {messages.map((notice) => (
          <li key={notice.id} className={classes.notice}>
            <span className={classes.noticeWords}>
              <strong>{notice.text || t('program.countdownPlain')}</strong>
              <span className={classes.small}>
                {notice.to === null
                  ? t('program.toAll')
                  : notice.to.map((seat) => personOf(view, seat).name).join(', ')}
                {notice.ends_at && (
                  <>
                    {' · '}
                    <Left until={notice.ends_at} />
                  </>
                )}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconX size={15} aria-hidden />}
              aria-label={`${t('program.clear')}: ${notice.text}`}
              onClick={() => void give('program.clear', { message: notice.id })}
            >
              {t('program.clear')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
