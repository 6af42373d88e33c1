/** The phone's own sources begin here. */
const ENTRY = /[\\/]src[\\/]renderer[\\/]player[\\/]main\.tsx$/;
const OWN = /[\\/]src[\\/]/;
/** What its first screen needs of other people's. Icons are not among them: each is needed by itself. */
const PACKAGES =
  /[\\/]node_modules[\\/](?:react|react-dom|scheduler|i18next|react-i18next|clsx)[\\/]|[\\/]lucide-react[\\/]dist[\\/]esm[\\/](?!icons[\\/]|lucide)/;

interface Modules {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

/**
 * One chunk for all that the phone's first screen shares with other pages and with what is loaded later. Left alone, the bundler makes
 * one for each combination of those that share, and many small ones compress worse than one.
 */
export function sharedWithPhone() {
  const known = new Map<string, boolean>();
  /** Whether the phone's entry imports it, over however many steps. */
  const isNeeded = (id: string, modules: Modules): boolean => {
    if (ENTRY.test(id)) return true;
    const before = known.get(id);
    if (before !== undefined) return before;
    // Until it is known: modules may import one another.
    known.set(id, false);
    const needed =
      modules.getModuleInfo(id)?.importers.some((importer) => isNeeded(importer, modules)) ?? false;
    known.set(id, needed);
    return needed;
  };
  return {
    debugName: 'shared with the phone',
    name: (id: string, modules: Modules) =>
      PACKAGES.test(id) || (OWN.test(id) && !ENTRY.test(id) && isNeeded(id, modules)) ? 'shared' : null,
    minShareCount: 2,
  };
}
