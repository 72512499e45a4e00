// The questions with an opinion on each, signed and sent; or passed up to a superior, or sent back.
import { Button, Text } from '@mantine/core';
import { IconArrowUp, IconCornerUpLeft, IconSignature } from '@tabler/icons-react';
import { type Dispatch, type SetStateAction, useState } from 'react';
import { type MySlip, opinions } from '../../api/opinions';
import { useHeldWords } from '../../components/HeldWords';
import { useLanguage } from '../../i18n';
import { notifyDone } from '../../lib/notify';
import { Notice } from '../home/Notice';
import classes from './AnswerPanel.module.css';
import { type AnswerDraft, bodyOf, missingIn, proposerOf, sameAnswer, startAnswer } from './answering';
import { FileList, SendFile } from './Files';
import shared from './Opinions.module.css';
import { PassUpDialog } from './PassUpDialog';
import { Questions } from './Questions';
import { SendBackDialog } from './SendBackDialog';
import { useKeyed } from './useKeyed';

export function AnswerPanel({ one, me }: { one: MySlip; me: string }) {
  const { t } = useLanguage();
  const { slip, recipient } = one;
  const mayAnswer = slip.is_open && recipient.holder === me;
  const [editing, setEditing] = useState(recipient.answer === null);
  const given = startAnswer(slip.questions.length, recipient.answer ?? recipient.proposal);
  const [draft, setDraft] = useState<AnswerDraft>(given);
  const writes = mayAnswer && editing;
  const shown = writes ? draft : given;
  const { question, letGo } = useHeldWords(writes && !sameAnswer(draft, given));
  const proposer = writes ? proposerOf(one) : null;
  return (
    <section className={`surface ${shared.panel}`} aria-label={t('opinions.yourOpinion')}>
      {question}
      {proposer && <Notice tone="info" title={t('opinions.proposalFrom', { name: proposer })} />}
      <Questions slip={slip} draft={shown} onChange={writes ? setDraft : null} />
      {writes && <Work one={one} draft={draft} onChange={setDraft} onGiven={letGo} />}
      {!writes && shown.attachment && <FileList slip={slip.id} files={[shown.attachment]} />}
      {mayAnswer && !editing && (
        <Button variant="default" fullWidth size="md" onClick={() => setEditing(true)}>
          {t('opinions.changeAnswer')}
        </Button>
      )}
    </section>
  );
}

interface WorkProps {
  readonly one: MySlip;
  readonly draft: AnswerDraft;
  readonly onChange: Dispatch<SetStateAction<AnswerDraft>>;
  /** It is signed, or passed up. */
  readonly onGiven: () => void;
}

function Work({ one, draft, onChange, onGiven }: WorkProps) {
  const { t } = useLanguage();
  const { slip, recipient } = one;
  const [touched, setTouched] = useState(false);
  const [attaching, setAttaching] = useState(false);
  const [dialog, setDialog] = useState<'up' | 'back' | null>(null);
  const mustPassUp = slip.needs_superior && recipient.holders.length === 0;
  const missing = missingIn(draft);
  const send = useKeyed(
    (body: NonNullable<ReturnType<typeof bodyOf>>, key) =>
      opinions.answer(slip.id, recipient.account, body, key),
    (signed) => {
      onGiven();
      notifyDone(t('opinions.signed', { n: signed.version }));
    },
  );
  const sign = () => {
    setTouched(true);
    const body = bodyOf(draft);
    if (body) send.mutate(body);
  };
  const superior = recipient.stage !== 'answered';
  return (
    <div className={shared.stack}>
      {draft.attachment ? (
        <FileList
          slip={slip.id}
          files={[draft.attachment]}
          onRemove={() => onChange((now) => ({ ...now, attachment: null }))}
        />
      ) : (
        <SendFile
          label={t('opinions.attach')}
          send={(file, onProgress) => opinions.attach(slip.id, recipient.account, file, onProgress)}
          onSent={(attachment) => onChange((now) => ({ ...now, attachment }))}
          onBusy={setAttaching}
        />
      )}
      {touched && missing && (
        <Notice
          tone="warn"
          title={t(missing.what === 'text' ? 'opinions.missingText' : 'opinions.missingOpinion', {
            n: missing.question + 1,
          })}
        />
      )}
      <div className={classes.acts}>
        {!mustPassUp && (
          <Button
            size="lg"
            loading={send.isPending}
            disabled={attaching}
            leftSection={<IconSignature size={22} aria-hidden />}
            onClick={sign}
          >
            {t(recipient.version > 0 ? 'opinions.signAgain' : 'opinions.sign')}
          </Button>
        )}
        {superior && (
          <Button
            size={mustPassUp ? 'lg' : 'md'}
            variant={mustPassUp ? 'filled' : 'default'}
            disabled={attaching}
            leftSection={<IconArrowUp size={20} aria-hidden />}
            onClick={() => setDialog('up')}
          >
            {t('opinions.passUp')}
          </Button>
        )}
        {superior && recipient.holders.length > 0 && (
          <Button
            variant="default"
            leftSection={<IconCornerUpLeft size={20} aria-hidden />}
            onClick={() => setDialog('back')}
          >
            {t('opinions.sendBack')}
          </Button>
        )}
      </div>
      {!mustPassUp && (
        <Text size="sm" c="dimmed">
          {t('opinions.signHelp')}
        </Text>
      )}
      {dialog === 'up' && (
        <PassUpDialog one={one} body={bodyOf(draft)} onPassed={onGiven} onClose={() => setDialog(null)} />
      )}
      {dialog === 'back' && <SendBackDialog one={one} onClose={() => setDialog(null)} />}
    </div>
  );
}
