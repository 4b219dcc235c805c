/** The library is loaded when a cache is first used: commands that need none start without it. */
export async function loadCacache(): Promise<typeof import('cacache')> {
  const { default: library } = await import('cacache');
  return library;
}
