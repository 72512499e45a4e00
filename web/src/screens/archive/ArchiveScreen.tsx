// Holds the address until its screen is written.
import { PageShell } from '../../components/PageShell';

export default function ArchiveScreen() {
  return <PageShell>{null}</PageShell>;
}
