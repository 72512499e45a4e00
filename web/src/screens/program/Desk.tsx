// The director's desk: monitors, layouts, sources, lower thirds, messages. One press from anything to the air.
import { Button } from '@mantine/core';
import { IconLayoutGrid } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useT } from '../../i18n';
import type { KeyTable } from '../../lib/keyTable';
import { keyName } from '../../lib/remote';
import { useMeetingView } from '../../stores/SeatProvider';
import { useKeyTable } from '../parts/Keys';
import { useCommand } from '../parts/useCommand';
import { ActiveNotices } from './ActiveNotices';
import { Composer } from './Composer';
import classes from './Desk.module.css';
import { everyHall, relayout, toggled } from './draft';
import { LAYOUTS, LayoutButtons } from './LayoutButtons';
import { Monitors } from './Monitors';
import { SourceList } from './SourceList';
import { ThirdEditor } from './ThirdEditor';
import { useDraft } from './useDraft';

const DIGITS = LAYOUTS.map((_, index) => String(index + 1));
const ROWS: KeyTable = [
  { keys: ['Enter', 'Space'], does: 'program.keyTake', native: true },
  { keys: ['X'], does: 'program.keyCut', native: true },
  { keys: DIGITS, does: 'program.keyLayout', native: true },
  { keys: ['A'], does: 'program.keyMode', native: true },
  { keys: ['T'], does: 'program.keyThird', native: true },
  { keys: ['/'], does: 'program.keySearch', native: true },
];

export function Desk() {
  const t = useT();
  const { program, ...view } = useMeetingView();
  const give = useCommand();
  const desk = useDraft();
  const { draft, bounds, lacks, ready, change } = desk;
  const search = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLElement>(null);
  useKeyTable(ROWS);
  // Keys work from the first moment, not only after a press on the desk.
  useEffect(() => root.current?.focus({ preventScroll: true }), []);

  const take = () => ready && void give('program.take');
  const cut = () => lacks === 0 && void give('program.cut', { layout: draft.layout, sources: draft.sources });
  const toggleMode = () =>
    void give('program.set_mode', { mode: program.mode === 'auto' ? 'directed' : 'auto' });
  const toggleThird = () => void give('program.third', { show: !program.third.show });
  const keys: Readonly<Record<string, () => void>> = {
    Enter: take,
    ' ': take,
    X: cut,
    A: toggleMode,
    T: toggleThird,
    '/': () => search.current?.focus(),
    ...Object.fromEntries(
      LAYOUTS.map((layout, index) => [String(index + 1), () => change(relayout(draft, layout, bounds))]),
    ),
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const run = keys[keyName(event.nativeEvent)];
    if (!run || busy(event)) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return (
    <section
      ref={root}
      className={classes.desk}
      tabIndex={-1}
      data-autofocus
      aria-label={t('program.desk')}
      onKeyDown={press}
    >
      <Monitors desk={desk} onTake={take} onCut={cut} />
      <div className={classes.columns}>
        <section className={`surface ${classes.card}`} aria-label={t('program.preview')}>
          <LayoutButtons
            value={draft.layout}
            onChoose={(layout) => change(relayout(draft, layout, bounds))}
          />
          <div className={classes.row}>
            <h2 className={classes.heading}>{t('program.sources')}</h2>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconLayoutGrid size={16} aria-hidden />}
              onClick={() => change(everyHall({ program, ...view }, bounds))}
            >
              {t('program.everyHall')}
            </Button>
          </div>
          <SourceList
            chosen={draft.sources}
            onToggle={(seat) => change(toggled(draft, seat, bounds))}
            searchRef={search}
          />
        </section>
        <div className={classes.side}>
          <Composer />
          <ActiveNotices />
          <ThirdEditor draft={draft} />
        </div>
      </div>
    </section>
  );
}

/** Whether the key belongs to what has the focus: a text, a list, or (Enter and Space) a button other than a source. */
function busy(event: KeyboardEvent<HTMLElement>): boolean {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || target === event.currentTarget) return false;
  if (target.matches('input:not([type="radio"]):not([type="checkbox"]), textarea, select')) return true;
  if (key !== 'Enter' && key !== ' ') return false;
  const source = target.closest('[data-seat]') !== null;
  return !(source && key === 'Enter') && target.closest('button, input') !== null;
}
