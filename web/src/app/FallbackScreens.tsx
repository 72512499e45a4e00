// What is shown when an address is unknown or a screen breaks.
import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { useRouteError } from 'react-router';
import { BrandMark } from '../components/BrandMark';
import { useT } from '../i18n';
import classes from './FallbackScreens.module.css';

export function NotFoundScreen() {
  const t = useT();
  return (
    <main className={classes.page}>
      <Stack align="center" gap="md" maw={520}>
        <BrandMark size={56} />
        <Title order={1} ta="center">
          {t('common.notFound')}
        </Title>
        <Text ta="center" c="dimmed">
          {t('common.notFoundHelp')}
        </Text>
        <Button component="a" href="/" size="md">
          {t('common.toHome')}
        </Button>
      </Stack>
    </main>
  );
}

export function CrashScreen() {
  const t = useT();
  const problem = useRouteError();
  return (
    <main className={classes.page} role="alert">
      <Stack align="center" gap="md" maw={560}>
        <BrandMark size={56} />
        <Title order={1} ta="center">
          {t('common.crashed')}
        </Title>
        <Text ta="center" c="dimmed">
          {t('common.crashedHelp')}
        </Text>
        <Button size="md" onClick={() => location.reload()}>
          {t('common.reopen')}
        </Button>
        <Code>{problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem)}</Code>
      </Stack>
    </main>
  );
}
