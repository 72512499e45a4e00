// Asks before a screen is left, or its page closed, with words on it that were not saved.
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { type BlockerFunction, useBlocker } from 'react-router';
import { useT } from '../i18n';
import { useHeldPage } from '../lib/useHeldPage';
import { ConfirmDialog } from './ConfirmDialog';

interface Held {
  /** What is asked; stands outside of any form. */
  readonly question: ReactNode;
  /** They are kept now: whoever goes is not asked. */
  readonly letGo: () => void;
}

export function useHeldWords(unsaved: boolean): Held {
  const t = useT();
  // At once for whoever goes on from here; the browser's own question follows with the next drawing.
  const free = useRef(false);
  const [kept, setKept] = useState(false);
  useHeldPage(unsaved && !kept);
  const holds = useCallback<BlockerFunction>(
    ({ currentLocation: here, nextLocation: next }) =>
      unsaved && !free.current && here.pathname + here.search !== next.pathname + next.search,
    [unsaved],
  );
  const blocker = useBlocker(holds);
  const letGo = useCallback(() => {
    free.current = true;
    setKept(true);
  }, []);
  const question = blocker.state === 'blocked' && (
    <ConfirmDialog
      title={t('common.unsaved')}
      help={t('common.unsavedHelp')}
      act={t('common.leaveUnsaved')}
      stay={t('common.stay')}
      busy={false}
      onClose={() => blocker.reset()}
      onDo={() => blocker.proceed()}
    />
  );
  return { question, letGo };
}
