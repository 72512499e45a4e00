// Opens a personal link (/j/:token): signs this tab in and goes where the link leads. A link is opened once only.
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { type Key, useT } from '../../i18n';
import { problemText } from '../../lib/problem';
import { type SignedIn, session } from '../../stores/session';
import { Notice } from '../home/Notice';
import { Door } from './Door';
import { landing } from './landing';
import { leaveFirst } from './leaveFirst';
import { type LinkFailure, linkFailure } from './refusal';

const WORDS: Readonly<Record<Exclude<LinkFailure, 'failed'>, readonly [Key, Key]>> = {
  used: ['signin.linkUsed', 'signin.linkUsedHelp'],
  expired: ['signin.linkExpired', 'signin.linkExpiredHelp'],
  revoked: ['signin.linkRevoked', 'signin.linkRevokedHelp'],
  unknown: ['signin.linkUnknown', 'signin.linkUnknownHelp'],
};

async function open(token: string): Promise<SignedIn> {
  await leaveFirst();
  return session.openLink(token);
}

export default function OpenLinkScreen() {
  const t = useT();
  const { token = '' } = useParams();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  // Effects run twice in development; a one-time link must not.
  const opened = useRef<{ key: string; answer: Promise<SignedIn> } | null>(null);
  useEffect(() => {
    let here = true;
    const key = `${attempt} ${token}`;
    if (opened.current?.key !== key) opened.current = { key, answer: open(token) };
    opened.current.answer.then(
      (answer) => {
        if (here) void navigate(landing(answer), { replace: true });
      },
      (failure: unknown) => here && setProblem(failure),
    );
    return () => {
      here = false;
    };
  }, [token, attempt, navigate]);
  const again = () => {
    setProblem(null);
    setAttempt((count) => count + 1);
  };
  if (problem !== null) return <Failure problem={problem} again={again} />;
  return (
    <Door title={t('signin.linkOpening')}>
      <Group mt="lg" role="status">
        <Loader size="sm" />
        <Text c="dimmed">{t('signin.linkOpeningHelp')}</Text>
      </Group>
    </Door>
  );
}

function Failure({ problem, again }: { problem: unknown; again: () => void }) {
  const t = useT();
  const kind = linkFailure(problem);
  if (kind === 'failed') {
    return (
      <Door title={t('signin.linkFailed')}>
        <Stack mt="lg">
          <Notice tone="bad" title={t('common.failed')}>
            {problemText(problem, t)}
          </Notice>
          <Button size="md" leftSection={<IconRefresh size={18} aria-hidden />} onClick={again}>
            {t('common.retry')}
          </Button>
        </Stack>
      </Door>
    );
  }
  const [title, help] = WORDS[kind];
  return (
    <Door title={t(title)}>
      <Stack mt="md" gap="lg">
        <Text c="dimmed" lh={1.6} role="alert">
          {t(help)}
        </Text>
        <Button component={Link} to="/sign-in" variant="default" size="md">
          {t('signin.toSignIn')}
        </Button>
      </Stack>
    </Door>
  );
}
