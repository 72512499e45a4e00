// A delegate's own part: answer the invitation, check in with the hall's code, leave, come back.
import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDoorExit, IconUserCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Delegate } from '../../api/view';
import { useLanguage } from '../../i18n';
import { formatTime } from '../../lib/format';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { ownDelegate } from '../delegate/pending';
import { useCommand } from '../parts/useCommand';
import { AnswerDialog } from './AnswerDialog';
import { codeIn } from './checkinAddress';
import classes from './OwnPresence.module.css';
import { stateOf } from './words';

const DIGITS = 6;

export function OwnPresence() {
  const view = useMeetingView();
  const own = ownDelegate(view);
  if (!own) return null;
  return (
    <>
      {can(view, 'delegate.check_in') && <CodeForm own={own} command="delegate.check_in" />}
      {can(view, 'delegate.return') && <CodeForm own={own} command="delegate.return" />}
      {can(view, 'delegate.leave') && <Here own={own} />}
      {can(view, 'invitation.answer') && own.entered_at === null && <Invitation own={own} />}
    </>
  );
}

function CodeForm({ own, command }: { own: Delegate; command: 'delegate.check_in' | 'delegate.return' }) {
  const { t, language } = useLanguage();
  const give = useCommand();
  const { hash, search } = useLocation();
  const navigate = useNavigate();
  const [code, setCode] = useState(codeIn(hash));
  const [wrong, setWrong] = useState(false);
  const back = command === 'delegate.return';
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (code.length !== DIGITS) return;
    const done = await give(command, back ? { delegate: own.id, code } : { code });
    setWrong(!done);
    setCode('');
    // A scanned code serves once; the next is another.
    if (hash) void navigate({ search, hash: '' }, { replace: true });
  };
  return (
    <form className={classes.card} onSubmit={send}>
      <h2 className={classes.title}>
        {back && own.left_at
          ? t('attendance.returnTitle', { time: formatTime(own.left_at, language) })
          : t('attendance.checkInTitle')}
      </h2>
      <p className={classes.help}>{t('attendance.checkInHelp')}</p>
      <div className={classes.entry}>
        <TextInput
          data-autofocus
          aria-label={t('attendance.codeLabel')}
          classNames={{ input: classes.code ?? '' }}
          size="lg"
          inputMode="numeric"
          autoComplete="one-time-code"
          placeholder="000000"
          maxLength={12}
          value={code}
          error={wrong && code === '' ? t('attendance.wrongCode') : null}
          onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, '').slice(0, DIGITS))}
        />
        <Button
          type="submit"
          size="lg"
          disabled={code.length !== DIGITS}
          leftSection={<IconUserCheck size={22} aria-hidden />}
        >
          {t(back ? 'attendance.comeBack' : 'attendance.checkIn')}
        </Button>
      </div>
    </form>
  );
}

function Here({ own }: { own: Delegate }) {
  const { t, language } = useLanguage();
  const give = useCommand();
  return (
    <section className={classes.line}>
      <span className={classes.here}>
        <IconUserCheck size={19} aria-hidden />{' '}
        {own.entered_at && t('attendance.here', { time: formatTime(own.entered_at, language) })}
      </span>
      <Button
        size="compact-md"
        variant="subtle"
        color="gray"
        leftSection={<IconDoorExit size={18} aria-hidden />}
        onClick={() => void give('delegate.leave', { delegate: own.id })}
      >
        {t('attendance.leave')}
      </Button>
    </section>
  );
}

function Invitation({ own }: { own: Delegate }) {
  const { t, language } = useLanguage();
  const view = useMeetingView();
  const give = useCommand();
  const [opened, dialog] = useDisclosure(false);
  const said = stateOf(own, (at) => formatTime(at, language));
  return (
    <section className={classes.line}>
      <span>{own.answer === null ? t('attendance.invitation') : t(said.key, said.params)}</span>
      <span className={classes.answers}>
        {own.answer === null ? (
          <>
            <Button
              size="compact-md"
              onClick={() => void give('invitation.answer', { subject: own.seat, answer: 'attending' })}
            >
              {t('attendance.attend')}
            </Button>
            <Button size="compact-md" variant="default" onClick={dialog.open}>
              {t('attendance.decline')}
            </Button>
          </>
        ) : (
          <Button size="compact-md" variant="subtle" onClick={dialog.open}>
            {t('attendance.changeAnswer')}
          </Button>
        )}
      </span>
      <AnswerDialog
        delegate={own}
        reason={view.me.own_notes[own.id]?.reason ?? ''}
        opened={opened}
        onClose={dialog.close}
      />
    </section>
  );
}
