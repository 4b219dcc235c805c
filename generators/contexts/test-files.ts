/** The contexts of the test split, each read when it is asked for. */
export const testFiles = {
  'adulis-fleet-524': () => import('./test/adulis-fleet-524.json', { with: { type: 'json' } }),
  'antarctic-station-2049': () => import('./test/antarctic-station-2049.json', { with: { type: 'json' } }),
  'bridge-toll-court': () => import('./test/bridge-toll-court.json', { with: { type: 'json' } }),
  'cloud-island-herders': () => import('./test/cloud-island-herders.json', { with: { type: 'json' } }),
  'edo-theatre-1842': () => import('./test/edo-theatre-1842.json', { with: { type: 'json' } }),
  'lighthouse-of-names': () => import('./test/lighthouse-of-names.json', { with: { type: 'json' } }),
  'mekong-salt-water': () => import('./test/mekong-salt-water.json', { with: { type: 'json' } }),
  'memory-school-2058': () => import('./test/memory-school-2058.json', { with: { type: 'json' } }),
  'night-city-2052': () => import('./test/night-city-2052.json', { with: { type: 'json' } }),
  'open-source-maintainers': () => import('./test/open-source-maintainers.json', { with: { type: 'json' } }),
};
