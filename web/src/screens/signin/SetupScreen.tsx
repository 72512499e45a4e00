// Holds the address until its screen is written.
import { PageShell } from '../../components/PageShell';

export default function SetupScreen() {
  return <PageShell>{null}</PageShell>;
}
