// Says what a marked paper has switched off, or what the chair has allowed again; who presides decides here, with a reason.
import { Button } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import type { View } from '../../api/view';
import { ReasonDialog } from '../../components/ReasonDialog';
import { type Key, useT } from '../../i18n';
import { can } from '../../stores/facts';
import { useMeetingView } from '../../stores/SeatProvider';
import { useCommand } from '../parts/useCommand';
import classes from './SecrecyBanner.module.css';

type Offered = 'recording' | 'outsiders';
const OFFERED: readonly Offered[] = ['recording', 'outsiders'];
const NAMES = { recording: 'Recording', outsiders: 'Outsiders' } as const;

/** What is shut, in one sentence; null when nothing is. */
export function shutSentence({ secrecy }: View): Key | null {
  const shut = OFFERED.filter((outlet) => secrecy.shut[outlet]);
  if (shut.length === OFFERED.length) return 'secrecy.shutBoth';
  return shut[0] ? `secrecy.shut${NAMES[shut[0]]}` : null;
}

export function SecrecyBanner() {
  const t = useT();
  const view = useMeetingView();
  const [asking, ask] = useState<Offered | null>(null);
  const sentence = shutSentence(view);
  const relaxed = OFFERED.filter((outlet) => view.secrecy.relaxed[outlet]);
  if (!sentence && relaxed.length === 0) return null;
  return (
    <>
      {sentence && (
        <div className={classes.banner} role="status">
          <IconLock size={20} aria-hidden />
          <span className={classes.said}>{t(sentence)}</span>
          {can(view, 'marking.relax') &&
            OFFERED.filter((outlet) => view.secrecy.shut[outlet]).map((outlet) => (
              <Button key={outlet} size="compact-md" color="dark" onClick={() => ask(outlet)}>
                {t(`secrecy.relax${NAMES[outlet]}`)}
              </Button>
            ))}
        </div>
      )}
      {relaxed.map((outlet) => (
        <Relaxed key={outlet} outlet={outlet} />
      ))}
      {asking && <Decide outlet={asking} onClose={() => ask(null)} />}
    </>
  );
}

function Relaxed({ outlet }: { outlet: Offered }) {
  const t = useT();
  const view = useMeetingView();
  const give = useCommand();
  const why = view.secrecy.relaxed[outlet]?.reason;
  return (
    <div className={classes.banner} data-open role="status">
      <IconLockOpen size={20} aria-hidden />
      <span className={classes.said}>
        {t(`secrecy.relaxed${NAMES[outlet]}`)}
        {why && ` ${t('secrecy.reason')}: ${why}`}
      </span>
      {can(view, 'marking.restore') && (
        <Button
          size="compact-md"
          variant="default"
          onClick={() => void give('marking.restore', { what: outlet })}
        >
          {t(`secrecy.restore${NAMES[outlet]}`)}
        </Button>
      )}
    </div>
  );
}

function Decide({ outlet, onClose }: { outlet: Offered; onClose: () => void }) {
  const t = useT();
  const give = useCommand();
  return (
    <ReasonDialog
      title={t(`secrecy.relaxTitle${NAMES[outlet]}`)}
      help={t('secrecy.relaxHelp')}
      label={t('secrecy.reason')}
      act={t('secrecy.decide')}
      onClose={onClose}
      onGive={(reason) => give('marking.relax', { what: outlet, reason })}
    />
  );
}
