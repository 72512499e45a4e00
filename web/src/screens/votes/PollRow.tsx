// A vote on the desk that is prepared, or that is over.
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconEye, IconPencil, IconPlayerPlay, IconThumbUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Poll } from '../../api/view/polls';
import { ActButton } from '../../components/ActButton';
import { useLanguage, useT } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import { CancelButton } from './CancelButton';
import { resultOf } from './moments';
import { ResultBoard } from './ResultBoard';
import classes from './VotesPanel.module.css';
import { WithoutEffect } from './WithoutEffect';
import { outcomeWords, phaseWords, ruleSentences } from './words';

export function PreparedPoll({ poll, onEdit }: { poll: Poll; onEdit: () => void }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const item = poll.item === null ? undefined : view.agenda.items[poll.item];
  return (
    <article className={classes.card} aria-label={poll.question}>
      <PollHead poll={poll} />
      {item && <p className={classes.item}>{item.title}</p>}
      <p className={classes.rule}>{ruleSentences(poll, t).join(' ')}</p>
      <WithoutEffect poll={poll} />
      <div className={classes.actions}>
        {can(view, 'poll.open') && (
          <ActButton
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            act={() => give('poll.open', { poll: poll.id })}
          >
            {t('votes.desk.open')}
          </ActButton>
        )}
        {can(view, 'poll.check_ready') && (
          <ActButton
            variant="default"
            leftSection={<IconThumbUp size={18} aria-hidden />}
            act={() => give('poll.check_ready', { poll: poll.id })}
          >
            {t('votes.desk.check')}
          </ActButton>
        )}
        {can(view, 'poll.edit') && (
          <Button variant="subtle" leftSection={<IconPencil size={18} aria-hidden />} onClick={onEdit}>
            {t('votes.desk.edit')}
          </Button>
        )}
        <CancelButton poll={poll} />
      </div>
    </article>
  );
}

/** The question with where it stands. */
export function PollHead({ poll }: { poll: Poll }) {
  const t = useT();
  return (
    <header className={classes.head}>
      <span className={classes.phase} data-state={poll.state}>
        {phaseWords(poll, t)}
      </span>
      <h3 className={classes.question}>{poll.question}</h3>
    </header>
  );
}

export function PastPoll({ poll, opened: first }: { poll: Poll; opened: boolean }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const result = resultOf(view, poll);
  const waits = poll.state === 'closed' && poll.released_at === null;
  const [opened, open] = useState(first);
  return (
    <article className={classes.card} data-waits={waits || undefined} aria-label={poll.question}>
      <UnstyledButton className={classes.fold} aria-expanded={opened} onClick={() => open(!opened)}>
        <span className={classes.foldWords}>
          <span className={classes.phase} data-state={poll.state}>
            {phaseWords(poll, t)}
            {poll.closed_at && ` · ${formatTime(poll.closed_at, language)}`}
          </span>
          <strong className={classes.question}>{poll.question}</strong>
          {result && !opened && <span>{outcomeWords(poll, result, t)}</span>}
          {poll.cancelled_reason && <span>{poll.cancelled_reason}</span>}
        </span>
        <IconChevronDown size={20} className={classes.chevron} aria-hidden />
      </UnstyledButton>
      {waits && result && can(view, 'poll.release') && (
        <div className={classes.release}>
          <span>
            <IconEye size={20} aria-hidden /> {t('votes.desk.chairSees')}
          </span>
          <ActButton size="md" act={() => give('poll.release', { poll: poll.id })}>
            {t('votes.desk.release')}
          </ActButton>
        </div>
      )}
      {waits && !result && (
        <p className={classes.release}>
          <span>
            <IconEye size={20} aria-hidden /> {t('votes.desk.waitsForChair')}
          </span>
        </p>
      )}
      {opened && result && <ResultBoard poll={poll} result={result} size="desk" untitled />}
      {opened && <p className={classes.rule}>{ruleSentences(poll, t).join(' ')}</p>}
    </article>
  );
}
