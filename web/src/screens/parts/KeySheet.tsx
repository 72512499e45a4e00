// The sheet of keys: every key that something on the screen is bound to, and whether it does something now.
import { Kbd, Modal } from '@mantine/core';
import { useT } from '../../i18n';
import { isLive, type KeyRow, type KeyTable } from '../../lib/keyTable';
import { keyLabel } from '../../lib/remote';
import classes from './KeySheet.module.css';

interface Props {
  readonly tables: ReadonlySet<() => KeyTable>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function KeySheet({ tables, opened, onClose }: Props) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('meeting.keys.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <Rows rows={rowsOf(tables)} />}
    </Modal>
  );
}

/** The screen's own rows before those of the parts around it; a key said twice is said once. */
export function rowsOf(tables: ReadonlySet<() => KeyTable>): readonly KeyRow[] {
  const seen = new Set<string>();
  return [...tables]
    .toSorted((a, b) => b().length - a().length)
    .flatMap((read) => read())
    .filter((row) => {
      const key = `${row.does} ${row.keys.join(' ')}`;
      return seen.has(key) ? false : seen.add(key);
    });
}

function Rows({ rows }: { rows: readonly KeyRow[] }) {
  const t = useT();
  const remote = rows.filter((row) => row.remote);
  return (
    <div className={classes.sheet}>
      <Group rows={rows.filter((row) => !row.remote)} />
      {remote.length > 0 && (
        <>
          <h3 className={classes.heading}>{t('meeting.keys.remote')}</h3>
          <Group rows={remote} />
        </>
      )}
    </div>
  );
}

function Group({ rows }: { rows: readonly KeyRow[] }) {
  const t = useT();
  return (
    <dl className={classes.group}>
      {rows.map((row) => (
        <div key={row.does + row.keys.join()} className={classes.row} data-off={!isLive(row) || undefined}>
          <dt className={classes.keys}>
            {row.keys.map((key) => (
              <KeyCap key={key} name={key} />
            ))}
          </dt>
          <dd className={classes.does}>
            {t(row.does)}
            {!isLive(row) && <span className={classes.off}>{t('meeting.keys.notNow')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const COLOURS: Readonly<Record<string, 'red' | 'green' | 'yellow' | 'blue'>> = {
  ColorF0Red: 'red',
  ColorF1Green: 'green',
  ColorF2Yellow: 'yellow',
  ColorF3Blue: 'blue',
};

function KeyCap({ name }: { name: string }) {
  const t = useT();
  const colour = COLOURS[name];
  return (
    <Kbd size="md" className={classes.cap ?? ''} data-colour={colour}>
      {colour ? t(`meeting.keys.${colour}`) : keyLabel(name)}
    </Kbd>
  );
}
