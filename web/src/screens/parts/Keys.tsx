// The keys of whatever is on the screen, and the sheet that shows them: both come from the same tables.
import { useDisclosure } from '@mantine/hooks';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { bindings, type KeyTable } from '../../lib/keyTable';
import { useKeys } from '../../lib/useKeys';
import { KeySheet } from './KeySheet';

interface Keys {
  readonly tables: Set<() => KeyTable>;
  readonly openSheet: () => void;
}
const Context = createContext<Keys | null>(null);

/** Gathers the tables of the parts below and opens their sheet with “?”. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const [opened, sheet] = useDisclosure(false);
  const { current: tables } = useRef(new Set<() => KeyTable>());
  const keys = useMemo(() => ({ tables, openSheet: sheet.open }), [tables, sheet.open]);
  return (
    <Context.Provider value={keys}>
      <SheetKey onPress={sheet.open} />
      {children}
      <KeySheet tables={tables} opened={opened} onClose={sheet.close} />
    </Context.Provider>
  );
}

function SheetKey({ onPress }: { onPress: () => void }) {
  useKeyTable([{ keys: ['?'], does: 'meeting.keys.sheet', run: onPress }]);
  return null;
}

/** Binds a table's keys while mounted and puts them on the sheet. */
export function useKeyTable(table: KeyTable): void {
  const tables = useContext(Context)?.tables;
  const latest = useRef(table);
  latest.current = table;
  useEffect(() => {
    const read = () => latest.current;
    tables?.add(read);
    return () => {
      tables?.delete(read);
    };
  }, [tables]);
  useKeys(bindings(table));
}

/** Opens the sheet; undefined where no meeting is around. */
export function useKeySheet(): (() => void) | undefined {
  return useContext(Context)?.openSheet;
}
