// Reads aloud, for those who do not see the screen, what changed.
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../i18n';
import { useNow } from '../../lib/useNow';
import { useMeetingView } from '../../stores/SeatProvider';
import { newsBetween } from './announcements';

export function Announcer() {
  const t = useT();
  const view = useMeetingView();
  const now = useNow();
  const previous = useRef({ view, now });
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');
  useEffect(() => {
    const moment = { view, now };
    const news = newsBetween(previous.current, moment, t);
    previous.current = moment;
    if (news.polite.length > 0) setPolite(news.polite.join('. '));
    if (news.assertive.length > 0) setAssertive(news.assertive.join('. '));
  }, [view, now, t]);
  return (
    <>
      <div className="visually-hidden" aria-live="polite" aria-atomic="true">
        {polite}
      </div>
      <div className="visually-hidden" aria-live="assertive" aria-atomic="true">
        {assertive}
      </div>
    </>
  );
}
