// Each question with its three opinions and the words to it; read only without `onChange`.
import { Textarea } from '@mantine/core';
import { IconMessageDots, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import type { Dispatch, SetStateAction } from 'react';
import { OPINIONS, type OpinionKind, type Slip } from '../../api/opinions';
import { type Key, useT } from '../../i18n';
import classes from './AnswerPanel.module.css';
import { type AnswerDraft, type Choice, choose } from './answering';

export const OPINION_MARK = {
  agree: IconThumbUp,
  disagree: IconThumbDown,
  other: IconMessageDots,
} as const;
const TEXT_LABEL: Readonly<Record<OpinionKind, Key>> = {
  agree: 'opinions.textAgree',
  disagree: 'opinions.textDisagree',
  other: 'opinions.textOther',
};

interface Props {
  readonly slip: Slip;
  readonly draft: AnswerDraft;
  readonly onChange: Dispatch<SetStateAction<AnswerDraft>> | null;
}

export function Questions({ slip, draft, onChange }: Props) {
  return (
    <>
      {slip.questions.map((text, n) => (
        <Question
          // biome-ignore lint/suspicious/noArrayIndexKey: a sent slip's questions never change places
          key={n}
          slip={slip}
          number={n}
          text={text}
          choice={draft.choices[n] ?? { opinion: null, text: '' }}
          onChange={onChange && ((change) => onChange((now) => choose(now, n, change)))}
        />
      ))}
    </>
  );
}

interface QuestionProps {
  readonly slip: Slip;
  readonly number: number;
  readonly text: string;
  readonly choice: Choice;
  readonly onChange: ((change: Partial<Choice>) => void) | null;
}

function Question({ slip, number, text, choice, onChange }: QuestionProps) {
  const t = useT();
  const several = slip.questions.length > 1;
  return (
    <fieldset className={classes.question}>
      <legend>
        <small>{several ? t('opinions.question', { n: number + 1 }) : t('opinions.theQuestion')}</small>
        <span>{text}</span>
      </legend>
      <div className={classes.choices}>
        {OPINIONS.map((kind) => {
          const Mark = OPINION_MARK[kind];
          return (
            <label key={kind} className={classes.choice} data-kind={kind}>
              <input
                type="radio"
                name={`question-${slip.id}-${number}`}
                checked={choice.opinion === kind}
                disabled={!onChange}
                onChange={() => onChange?.({ opinion: kind })}
              />
              <Mark size={26} stroke={1.7} aria-hidden />
              {t(`opinions.${kind}`)}
            </label>
          );
        })}
      </div>
      {onChange && choice.opinion && (
        <Textarea
          className={classes.words ?? ''}
          label={t(TEXT_LABEL[choice.opinion])}
          required={choice.opinion === 'other'}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={4000}
          value={choice.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
      )}
      {!onChange && choice.text && <p className={classes.said}>{choice.text}</p>}
    </fieldset>
  );
}
