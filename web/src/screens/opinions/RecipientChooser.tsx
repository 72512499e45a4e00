// Whom a slip is for: hundreds of accounts found without accents, by group, or pasted as a list.
import { Button, Checkbox, Skeleton, TextInput } from '@mantine/core';
import { IconClipboardText, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { opinions } from '../../api/opinions';
import { useLanguage } from '../../i18n';
import { LoadFailed } from '../home/Notice';
import {
  added,
  type Choices,
  dropped,
  type Filter,
  groupCounts,
  groupOf,
  type Listed,
  listed,
  merged,
  shownOf,
  toggled,
} from './choosing';
import { MoreRows, ROWS } from './MoreRows';
import shared from './Opinions.module.css';
import { PasteDialog } from './PasteDialog';
import classes from './RecipientChooser.module.css';
import { groupText } from './words';

interface Props {
  readonly chosen: Choices;
  readonly onChange: (chosen: Choices) => void;
}

export function RecipientChooser({ chosen, onChange }: Props) {
  const { t } = useLanguage();
  const [filter, setFilter] = useState<Filter>({ query: '', group: null, onlyChosen: false });
  const [pasting, setPasting] = useState(false);
  const asked = useDeferredValue(filter);
  const found = useQuery({ queryKey: ['directory'], queryFn: opinions.directory, staleTime: 60_000 });
  const all = useMemo(() => listed(found.data ?? []), [found.data]);
  const shown = useMemo(() => shownOf(all, asked, chosen), [all, asked, chosen]);
  const set = (change: Partial<Filter>) => setFilter((now) => ({ ...now, ...change }));
  const everyShown = shown.length > 0 && shown.every((one) => chosen.has(one.account));
  return (
    <section className={`surface ${shared.panel} ${shared.stack}`} aria-label={t('opinions.recipients')}>
      <div className={classes.top}>
        <h2>{t('opinions.recipients')}</h2>
        <strong className="figures" role="status">
          {t('opinions.chosenCount', { n: chosen.size })}
        </strong>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconClipboardText size={16} aria-hidden />}
          onClick={() => setPasting(true)}
        >
          {t('opinions.paste')}
        </Button>
      </div>
      <TextInput
        aria-label={t('opinions.searchPeople')}
        placeholder={t('opinions.searchPeople')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={filter.query}
        onChange={(event) => set({ query: event.currentTarget.value })}
      />
      <Groups all={all} chosen={chosen} group={filter.group} onGroup={(group) => set({ group })} />
      <div className={classes.tools}>
        <Button
          size="xs"
          variant="light"
          disabled={shown.length === 0}
          onClick={() => onChange(everyShown ? dropped(chosen, shown) : added(chosen, shown))}
        >
          {t(everyShown ? 'opinions.dropShown' : 'opinions.chooseShown', { n: shown.length })}
        </Button>
        <Checkbox
          label={t('opinions.onlyChosen')}
          checked={filter.onlyChosen}
          onChange={(event) => set({ onlyChosen: event.currentTarget.checked })}
        />
      </div>
      {found.isPending && <Skeleton h={240} radius="md" />}
      {found.isError && !found.data && (
        <LoadFailed title={t('opinions.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      <People shown={shown} chosen={chosen} onChange={onChange} />
      {found.data && shown.length === 0 && <p className={classes.none}>{t('opinions.noneShown')}</p>}
      {pasting && (
        <PasteDialog onClose={() => setPasting(false)} onFound={(found) => onChange(merged(chosen, found))} />
      )}
    </section>
  );
}

interface GroupsProps {
  readonly all: readonly Listed[];
  readonly chosen: Choices;
  readonly group: string | null;
  readonly onGroup: (group: string | null) => void;
}

function Groups({ all, chosen, group, onGroup }: GroupsProps) {
  const { t } = useLanguage();
  const counts = useMemo(() => groupCounts(all, chosen), [all, chosen]);
  return (
    <div className={classes.groups}>
      <button type="button" aria-pressed={group === null} onClick={() => onGroup(null)}>
        {t('opinions.allGroups')}
      </button>
      {counts.map((one) => (
        <button
          key={one.group}
          type="button"
          aria-pressed={group === one.group}
          onClick={() => onGroup(group === one.group ? null : one.group)}
        >
          {groupText(one.group, t)}{' '}
          <span className="figures">
            {one.chosen}/{one.all}
          </span>
        </button>
      ))}
    </div>
  );
}

interface PeopleProps extends Props {
  readonly shown: readonly Listed[];
}

/** More rows than anybody reads are not drawn: everybody shown can still be chosen at once. */
function People({ shown, chosen, onChange }: PeopleProps) {
  const { t } = useLanguage();
  const [rows, setRows] = useState(ROWS);
  return (
    <>
      <ul className={classes.people}>
        {shown.slice(0, rows).map((one) => (
          <li key={one.account}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(one.account)}
                onChange={() => onChange(toggled(chosen, one))}
              />
              <span>
                <strong>{one.name}</strong>
                <small>{[one.office, groupText(groupOf(one, chosen), t)].filter(Boolean).join(' · ')}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <MoreRows left={shown.length - rows} onMore={() => setRows(rows + ROWS)} />
    </>
  );
}
