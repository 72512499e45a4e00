// Sets language and light or dark before the first paint; a file of its own because the policy allows no inline scripts.
(() => {
  let scheme = 'auto';
  let language = 'vi';
  try {
    scheme = localStorage.getItem('giaoban-scheme') || 'auto';
    language = localStorage.getItem('giaoban-language') || 'vi';
  } catch {
    // Storage may be forbidden; the defaults stand.
  }
  const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.lang = language === 'en' ? 'en' : 'vi';
})();
