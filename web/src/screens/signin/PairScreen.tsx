// Binds this machine to a hall with a short code; afterwards it enters meetings by itself.
import { Button, List, Stack, Text } from '@mantine/core';
import { IconDeviceTv } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import { session } from '../../stores/session';
import { Notice } from '../home/Notice';
import { CodeBoxes } from './CodeBoxes';
import { Door } from './Door';
import { leaveFirst } from './leaveFirst';
import { countdownText } from './pairingCode';
import { waitSeconds } from './refusal';
import { useCountdown } from './useCountdown';

const LENGTH = 8;
const EMPTY = Array.from({ length: LENGTH }, () => '');
const SEEN_MS = 1800;

/** The code typed so far and what became of it. */
function usePairing() {
  const navigate = useNavigate();
  const [code, setCode] = useState<string[]>(EMPTY);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [until, setUntil] = useState<number | null>(null);
  const [paired, setPaired] = useState<string | null>(null);
  const pair = async (letters: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await leaveFirst();
      const { principal } = await session.pair(letters);
      setPaired(principal.name);
      setTimeout(() => void navigate('/', { replace: true }), SEEN_MS);
    } catch (failure) {
      const wait = waitSeconds(failure);
      setUntil(wait === null ? null : Date.now() + wait * 1000);
      setProblem(failure);
    } finally {
      setBusy(false);
    }
  };
  const change = (next: string[]) => {
    setProblem(null);
    setCode(next);
  };
  return { code, change, busy, problem, until, paired, pair };
}

export default function PairScreen() {
  const t = useT();
  const { code, change, busy, problem, until, paired, pair } = usePairing();
  const left = useCountdown(until);
  const complete = code.every((character) => character !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && left === 0) void pair(code.join(''));
  };
  return (
    <Door title={t('signin.pairTitle')} lead={t('signin.pairLead', { n: LENGTH })} wide>
      <form onSubmit={submit}>
        <Stack gap="lg">
          <CodeBoxes
            code={code}
            onChange={change}
            invalid={problem !== null}
            disabled={busy || paired !== null}
          />
          {paired !== null && (
            <Notice tone="good" title={t('signin.pairDone')}>
              {t('signin.pairDoneHelp', { name: paired })}
            </Notice>
          )}
          <PairProblem problem={problem} left={left} waited={until !== null} />
          <Button
            type="submit"
            size="lg"
            loading={busy}
            disabled={!complete || paired !== null || left > 0}
            leftSection={<IconDeviceTv size={22} aria-hidden />}
          >
            {left > 0 ? t('signin.waitButton', { left: countdownText(left) }) : t('signin.pairSubmit')}
          </Button>
          <Meaning />
        </Stack>
      </form>
    </Door>
  );
}

function PairProblem({ problem, left, waited }: { problem: unknown; left: number; waited: boolean }) {
  const t = useT();
  if (problem === null) return null;
  if (waited) {
    if (left === 0) return null;
    return (
      <Notice tone="warn" title={t('signin.throttled')}>
        {t('signin.throttledHelp', { left: countdownText(left) })}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={t('signin.pairWrong')}>
      {problemText(problem, t)} {t('signin.pairWrongHelp')}
    </Notice>
  );
}

function Meaning() {
  const t = useT();
  return (
    <section>
      <Text fw={600} component="h2" size="md" mb={6}>
        {t('signin.pairMeans')}
      </Text>
      <List spacing={6} c="dimmed" size="sm">
        <List.Item>{t('signin.pairMeans1')}</List.Item>
        <List.Item>{t('signin.pairMeans2')}</List.Item>
        <List.Item>{t('signin.pairMeans3')}</List.Item>
      </List>
    </section>
  );
}
