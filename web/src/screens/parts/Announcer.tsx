// Reads aloud, for those who do not see the screen, what changed: the floor, the page, the state, the recording.
import { useEffect, useRef, useState } from 'react';
import type { View } from '../../api/view';
import { type Translate, useT } from '../../i18n';
import { currentTurn, personOf, speakerOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';

function turnNews(before: View, after: View, t: Translate): string[] {
  const [old, turn] = [currentTurn(before), currentTurn(after)];
  if (old?.id === turn?.id) return [];
  return [turn ? t('meeting.say.turn', { name: speakerOf(after, turn).name }) : t('meeting.say.turnOver')];
}

function pageNews(before: View, after: View, t: Translate): string[] {
  const { paper, page } = after.front;
  if (before.front.paper === paper && before.front.page === page) return [];
  if (paper === null) return [t('meeting.say.pageHidden')];
  return [t('meeting.say.page', { page, title: after.papers.items[paper]?.title ?? '' })];
}

function stateNews(before: View, after: View, t: Translate): string[] {
  const news: string[] = [];
  if (before.meeting.state !== after.meeting.state) news.push(t(`meeting.state.${after.meeting.state}`));
  if (before.recording.on !== after.recording.on)
    news.push(t(after.recording.on ? 'meeting.say.recordOn' : 'meeting.say.recordOff'));
  if (before.presiding !== after.presiding)
    news.push(t('meeting.say.presiding', { name: personOf(after, after.presiding).name }));
  if (before.me.microphone !== after.me.microphone) news.push(t(`meeting.mic.${after.me.microphone}`));
  return news;
}

/** What a listener should be told between two views. */
export function newsBetween(before: View, after: View, t: Translate): readonly string[] {
  return [...stateNews(before, after, t), ...turnNews(before, after, t), ...pageNews(before, after, t)];
}

export function Announcer() {
  const t = useT();
  const view = useMeetingView();
  const previous = useRef(view);
  const [words, setWords] = useState('');
  useEffect(() => {
    const news = newsBetween(previous.current, view, t);
    previous.current = view;
    if (news.length > 0) setWords(news.join('. '));
  }, [view, t]);
  return (
    <div className="visually-hidden" aria-live="polite" aria-atomic="true">
      {words}
    </div>
  );
}
