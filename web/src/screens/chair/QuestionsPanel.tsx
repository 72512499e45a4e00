// The questioning: each question with the office it goes to, called, answered and done as one.
import { Button, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconMessageQuestion,
  IconPlugConnectedX,
  IconSpeakerphone,
  IconX,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Question } from '../../api/view/floor';
import { useT } from '../../i18n';
import { can, isPresent, questions } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { AskDialog } from '../parts/AskDialog';
import { DenyQuestionDialog } from './DenyDialog';
import classes from './QuestionsPanel.module.css';
import { SmallButton } from './SmallButton';
import { useFloor } from './useFloor';
import { LIMITS_S, type TurnLimit } from './useTurnLimit';

export function QuestionsPanel({ limit }: { limit: TurnLimit }) {
  const t = useT();
  const view = useMeetingView();
  const [asking, ask] = useDisclosure(false);
  const [denying, setDenying] = useState<Question | null>(null);
  const open = questions(view);
  const over = questions(view, true);
  return (
    <>
      <div className={classes.head}>
        {can(view, 'question.call') && <LimitSelect limit={limit} />}
        {can(view, 'question.ask') && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconMessageQuestion size={16} />}
            onClick={ask.open}
          >
            {t('meeting.question.ask')}
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('meeting.question.title')}>
        {open.length + over.length === 0 && <p className={classes.none}>{t('meeting.question.none')}</p>}
        <ol className={classes.list}>
          {open.map((question, place) => (
            <Row
              key={question.id}
              question={question}
              place={place}
              last={place === open.length - 1}
              limit={limit.seconds}
              onDeny={setDenying}
            />
          ))}
          {over.map((question) => (
            <Row key={question.id} question={question} place={-1} last limit={null} onDeny={setDenying} />
          ))}
        </ol>
      </section>
      <AskDialog opened={asking} onClose={ask.close} kind="question" />
      <DenyQuestionDialog question={denying} onClose={() => setDenying(null)} />
    </>
  );
}

function LimitSelect({ limit }: { limit: TurnLimit }) {
  const t = useT();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('meeting.question.limit')}
      value={limit.seconds ?? 'none'}
      onChange={(event) =>
        limit.set(event.currentTarget.value === 'none' ? null : Number(event.currentTarget.value))
      }
      data={LIMITS_S.map((seconds) => ({
        value: String(seconds ?? 'none'),
        label:
          seconds === null
            ? t('meeting.console.noLimit')
            : t('meeting.list.each', { time: t('common.minutes', { n: seconds / 60 }) }),
      }))}
    />
  );
}

interface RowProps {
  readonly question: Question;
  /** Place among the open ones, from 0; −1 when it is over. */
  readonly place: number;
  readonly last: boolean;
  readonly limit: number | null;
  readonly onDeny: (question: Question) => void;
}

function Row({ question, place, last, limit, onDeny }: RowProps) {
  const t = useT();
  return (
    <li className={classes.row} data-state={question.state}>
      <div className={classes.line}>
        <span className={classes.state}>{t(`meeting.question.${question.state}`)}</span>
        <Party seat={question.site ?? question.seat} label={t('meeting.question.from')}>
          {question.name}
        </Party>
        <Party seat={question.to_site ?? question.to} label={t('meeting.question.to')}>
          {question.to_name}
        </Party>
      </div>
      <p className={classes.text}>{question.text}</p>
      {place >= 0 && (
        <RowActions question={question} place={place} last={last} limit={limit} onDeny={onDeny} />
      )}
    </li>
  );
}

function Party({ seat, label, children }: { seat: string; label: string; children: ReactNode }) {
  const t = useT();
  const present = isPresent(useMeetingView(), seat);
  return (
    <span className={classes.party}>
      <span className={classes.label}>{label}</span> <strong>{children}</strong>
      {!present && (
        <span className={classes.absent}>
          <IconPlugConnectedX size="1em" aria-hidden /> {t('meeting.tile.absent')}
        </span>
      )}
    </span>
  );
}

function RowActions({ question, place, last, limit, onDeny }: RowProps) {
  const t = useT();
  const view = useMeetingView();
  const floor = useFloor();
  const { state } = question;
  const asker = isPresent(view, question.site ?? question.seat);
  const office = isPresent(view, question.to_site ?? question.to);
  return (
    <div className={classes.actions}>
      {state === 'waiting' && can(view, 'question.call') && (
        <Button
          size="compact-sm"
          variant={place === 0 ? 'filled' : 'default'}
          disabled={!asker}
          leftSection={<IconSpeakerphone size={16} />}
          onClick={() => floor.callAsker(question, limit)}
        >
          {t('meeting.question.call')}
        </Button>
      )}
      {['waiting', 'asking', 'asked'].includes(state) && can(view, 'question.answer') && (
        <Button
          size="compact-sm"
          variant={state === 'waiting' ? 'default' : 'filled'}
          disabled={!office}
          leftSection={<IconSpeakerphone size={16} />}
          onClick={() => floor.callAnswer(question, limit)}
        >
          {t('meeting.question.answer')}
        </Button>
      )}
      {(state === 'asked' || state === 'answered') && can(view, 'question.close') && (
        <Button
          size="compact-sm"
          variant={state === 'answered' ? 'filled' : 'default'}
          leftSection={<IconCheck size={16} />}
          onClick={() => floor.closeQuestion(question)}
        >
          {t('meeting.question.done')}
        </Button>
      )}
      <span className={classes.small}>
        {can(view, 'question.move') && state === 'waiting' && (
          <>
            <SmallButton
              label={t('meeting.floor.up', { name: question.name })}
              disabled={place === 0}
              icon={<IconArrowUp size={15} />}
              onClick={() => floor.moveQuestion(question, place - 1)}
            />
            <SmallButton
              label={t('meeting.floor.down', { name: question.name })}
              disabled={last}
              icon={<IconArrowDown size={15} />}
              onClick={() => floor.moveQuestion(question, place + 1)}
            />
          </>
        )}
        {can(view, 'question.deny') && state === 'waiting' && (
          <SmallButton
            label={t('meeting.console.denyTitle', { name: question.name })}
            icon={<IconX size={15} />}
            onClick={() => onDeny(question)}
          />
        )}
      </span>
    </div>
  );
}
