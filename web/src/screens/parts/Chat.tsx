// Messages between the seats; Enter sends, Shift+Enter breaks the line.
import { ActionIcon, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import classes from './Chat.module.css';
import { useCommand } from './useCommand';

export function Chat() {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const lines = view.chat ?? [];
  const end = useRef<HTMLLIElement>(null);
  const last = lines.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is the reason to scroll
  useEffect(() => {
    // Newer browsers answer a promise here, which must not become the effect's clean-up.
    void end.current?.scrollIntoView({ block: 'nearest' });
  }, [last]);
  return (
    <div className={classes.chat}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
      <ol className={classes.list} aria-live="polite" aria-label={t('meeting.chat.title')} tabIndex={0}>
        {lines.length === 0 && <li className={classes.none}>{t('meeting.chat.none')}</li>}
        {lines.map((line) => (
          <li key={line.id} className={classes.line} data-own={line.seat === view.me.seat || undefined}>
            <span className={classes.head}>
              <strong>{line.name}</strong> <time className="figures">{formatTime(line.at, language)}</time>
            </span>
            <span className={classes.text}>{line.text}</span>
          </li>
        ))}
        <li ref={end} aria-hidden="true" />
      </ol>
      {can(view, 'chat.post') ? <Write /> : <p className={classes.none}>{t('meeting.chat.closed')}</p>}
    </div>
  );
}

function Write() {
  const { t } = useLanguage();
  const give = useCommand();
  const [text, setText] = useState('');
  const send = async () => {
    const words = text.trim();
    if (!words) return;
    setText('');
    if (!(await give('chat.post', { text: words }))) setText((now) => now || words);
  };
  return (
    <div className={classes.write}>
      <Textarea
        aria-label={t('meeting.chat.write')}
        placeholder={t('meeting.chat.write')}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={1000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <ActionIcon size={36} aria-label={t('common.send')} onClick={send} disabled={text.trim() === ''}>
        <IconSend size={19} />
      </ActionIcon>
    </div>
  );
}
