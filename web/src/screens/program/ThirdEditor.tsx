// What lower thirds say: by themselves, or as written here for one source.
import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Scene } from '../../api/view/program';
import { useT } from '../../i18n';
import { personOf } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './Desk.module.css';

const LONGEST = 200;

export function ThirdEditor({ draft }: { draft: Scene }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const { third, sources } = view.program;
  const seats = [...new Set([...sources, ...draft.sources])];
  const [chosen, setChosen] = useState<string | null>(null);
  const seat = chosen !== null && seats.includes(chosen) ? chosen : (seats[0] ?? null);
  const line = third.lines.find((one) => one.seat === seat);
  const said = line ? `${line.line1}\n${line.line2}` : `${personOf(view, seat).name}\n`;
  const [line1, setLine1] = useState('');
  const [line2, setLine2] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another source begins with its own words
  useEffect(() => {
    const [first = '', second = ''] = said.split('\n');
    setLine1(first);
    setLine2(second);
  }, [said, seat]);
  const set = (words: object) => void give('program.third', { show: third.show, seat, ...words });
  return (
    <section className={`surface ${classes.card}`} aria-label={t('program.third')}>
      <div className={classes.row}>
        <h2 className={classes.heading}>{t('program.third')}</h2>
        <Switch
          checked={third.show}
          onChange={(event) => void give('program.third', { show: event.currentTarget.checked })}
          label={t('program.thirdShow')}
        />
      </div>
      {seat !== null && (
        <>
          <Select
            size="sm"
            label={t('program.thirdOf')}
            data={seats.map((value) => ({ value, label: personOf(view, value).name }))}
            value={seat}
            allowDeselect={false}
            onChange={setChosen}
          />
          <TextInput
            size="sm"
            label={t('program.line1')}
            value={line1}
            maxLength={LONGEST}
            onChange={(event) => setLine1(event.currentTarget.value)}
          />
          <TextInput
            size="sm"
            label={t('program.line2')}
            value={line2}
            maxLength={LONGEST}
            onChange={(event) => setLine2(event.currentTarget.value)}
          />
          <div className={classes.row}>
            <Button size="sm" onClick={() => set({ line1, line2 })}>
              {t('program.thirdSet')}
            </Button>
            <Button size="sm" variant="default" onClick={() => set({})}>
              {t('program.thirdAuto')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
