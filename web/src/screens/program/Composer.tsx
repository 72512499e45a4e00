// A message or a countdown for every screen or for some.
import { Button, Chip, MultiSelect, NumberInput, SegmentedControl, Select, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { type Key, useT } from '../../i18n';
import { useMeetingView } from '../../stores/SeatProvider';
import { filterFolded } from '../home/fold';
import { useCommand } from '../parts/useCommand';
import classes from './Desk.module.css';
import { choices } from './draft';

type Kind = 'message' | 'countdown';

const LONGEST = 200;
const READY: Readonly<Record<Kind, readonly Key[]>> = {
  message: ['program.readyQuiet', 'program.readyBreak', 'program.readyMic'],
  countdown: ['program.readyOpens', 'program.readyResumes'],
};
const LASTS = ['', '30', '60', '300', '900'];

export function Composer() {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const [kind, setKind] = useState<Kind>('message');
  const [text, setText] = useState('');
  const [to, setTo] = useState<string[]>([]);
  const [lasts, setLasts] = useState('');
  const [minutes, setMinutes] = useState<number | string>(5);
  const seconds = Math.round(Number(minutes) * 60);
  const complete = kind === 'message' ? text.trim() !== '' : seconds >= 1;
  const send = async () => {
    const data =
      kind === 'message'
        ? { text, to, for_s: lasts === '' ? null : Number(lasts) }
        : { text, to, for_s: seconds };
    if (await give(`program.${kind}`, data)) setText('');
  };
  return (
    <section className={`surface ${classes.card}`} aria-label={t('program.compose')}>
      <h2 className={classes.heading}>{t('program.compose')}</h2>
      <SegmentedControl
        size="sm"
        fullWidth
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        data={[
          { value: 'message', label: t('program.message') },
          { value: 'countdown', label: t('program.countdown') },
        ]}
      />
      <Textarea
        size="sm"
        label={t('program.text')}
        value={text}
        maxLength={LONGEST}
        autosize
        minRows={2}
        maxRows={4}
        onChange={(event) => setText(event.currentTarget.value.replaceAll('\n', ' '))}
      />
      <div className={classes.ready}>
        {READY[kind].map((key) => (
          <Chip key={key} size="xs" checked={text === t(key)} onClick={() => setText(t(key))}>
            {t(key)}
          </Chip>
        ))}
      </div>
      <MultiSelect
        size="sm"
        label={t('program.to')}
        placeholder={to.length === 0 ? t('program.toAll') : ''}
        data={choices(view, '').map(({ seat, name }) => ({ value: seat, label: name }))}
        value={to}
        onChange={setTo}
        searchable
        clearable
        hidePickedOptions
        filter={filterFolded}
      />
      <div className={classes.row}>
        {kind === 'message' ? (
          <Select
            size="sm"
            label={t('program.lasts')}
            data={LASTS.map((value) => ({
              value,
              label: value === '' ? t('program.untilCleared') : t('program.seconds', { n: value }),
            }))}
            value={lasts}
            allowDeselect={false}
            onChange={(value) => setLasts(value ?? '')}
          />
        ) : (
          <NumberInput
            size="sm"
            label={t('program.minutes')}
            value={minutes}
            min={0.5}
            max={1440}
            step={1}
            decimalScale={1}
            onChange={setMinutes}
          />
        )}
        <Button
          size="sm"
          className={classes.send ?? ''}
          leftSection={<IconSend size={17} aria-hidden />}
          disabled={!complete}
          onClick={() => void send()}
        >
          {to.length === 0 ? t('program.sendAll') : t('program.sendSome', { n: to.length })}
        </Button>
      </div>
    </section>
  );
}
