// The list of findings, each with its verdict in a word, a sign and a colour.
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconInfoCircle,
  IconRefresh,
} from '@tabler/icons-react';
import { type Key, useT } from '../../i18n';
import classes from './Findings.module.css';
import type { Row } from './useFindings';
import type { Verdict } from './verdicts';

const SIGNS: Readonly<Record<Verdict, typeof IconCircleCheck>> = {
  good: IconCircleCheck,
  usable: IconInfoCircle,
  attention: IconAlertTriangle,
  waiting: IconCircleDashed,
};
const NAMES: Readonly<Record<Row['id'], Key>> = {
  picture: 'arrival.picture',
  microphone: 'arrival.microphone',
  speaker: 'arrival.speaker',
  path: 'arrival.path',
  echo: 'arrival.echo',
  down: 'arrival.down',
  up: 'arrival.up',
};

interface Props {
  readonly rows: readonly Row[];
  readonly onAgain: () => void;
  readonly running: boolean;
}

export function Findings({ rows, onAgain, running }: Props) {
  const t = useT();
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>{t('arrival.checks')}</h2>
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconRefresh size={17} />}
          loading={running}
          onClick={onAgain}
        >
          {t('arrival.again')}
        </Button>
      </header>
      <ul className={classes.list}>
        {rows.map(({ id, finding }) => {
          const Sign = SIGNS[finding.verdict];
          return (
            <li key={id} className={classes.row} data-verdict={finding.verdict}>
              <Sign size={26} stroke={1.8} className={classes.sign} aria-hidden />
              <span className={classes.name}>{t(NAMES[id])}</span>
              <span className={classes.verdict}>{t(`arrival.${finding.verdict}`)}</span>
              <span className={classes.words}>{t(finding.key, finding.params)}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
