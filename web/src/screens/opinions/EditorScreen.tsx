// Writes a slip: what is asked, its papers, the deadline, whom it is for; keeps it as a draft and sends it.
import { Anchor, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { opinions } from '../../api/opinions';
import { PageShell } from '../../components/PageShell';
import { useLanguage } from '../../i18n';
import { randomKey } from '../../stores/outbox';
import { Gate } from '../home/Gate';
import { LoadFailed } from '../home/Notice';
import { EditorForm } from './EditorForm';
import classes from './Opinions.module.css';
import { useSlip } from './useSlips';

export default function EditorScreen() {
  return <Gate>{() => <Chosen />}</Gate>;
}

function Chosen() {
  const { slip = '' } = useParams();
  return slip === 'new' ? <Making /> : <Editing slip={slip} />;
}

/** A new slip is a draft from the first moment, so that papers have something to belong to. */
function Making() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const asked = useRef(false);
  const key = useRef(randomKey());
  const make = useMutation({
    mutationFn: () => opinions.create({}, key.current),
    onSuccess: (made) => navigate(`/opinions/${made.id}/edit`, { replace: true }),
  });
  const { mutate } = make;
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate();
  }, [mutate]);
  return (
    <PageShell>
      {make.isError ? (
        <LoadFailed title={t('common.failed')} problem={make.error} retry={() => mutate()} />
      ) : (
        <Skeleton h={320} radius="lg" />
      )}
    </PageShell>
  );
}

function Editing({ slip }: { slip: string }) {
  const { t } = useLanguage();
  const found = useSlip(slip);
  if (found.data && found.data.state !== 'draft') return <Navigate to={`/opinions/${slip}`} replace />;
  return (
    <PageShell width="wide">
      <Anchor component={Link} to="/opinions?tab=office" className={classes.back ?? ''}>
        <IconArrowLeft size={18} aria-hidden />
        {t('opinions.backToList')}
      </Anchor>
      {found.isPending && <Skeleton h={320} radius="lg" />}
      {found.isError && !found.data && (
        <LoadFailed title={t('opinions.loadFailed')} problem={found.error} retry={found.refetch} />
      )}
      {found.data && <EditorForm key={slip} slip={found.data} />}
    </PageShell>
  );
}
