// Holds the address until its screen is written.
import { PageShell } from '../../components/PageShell';

export default function PrepareScreen() {
  return <PageShell>{null}</PageShell>;
}
