/** The contexts of the validation split, each read when it is asked for. */
export const validationFiles = {
  'chinampa-gardens-1480': () => import('./validation/chinampa-gardens-1480.json', { with: { type: 'json' } }),
  'city-of-sold-hours': () => import('./validation/city-of-sold-hours.json', { with: { type: 'json' } }),
  'dragon-insurance-office': () => import('./validation/dragon-insurance-office.json', { with: { type: 'json' } }),
  'emigrant-ship-1907': () => import('./validation/emigrant-ship-1907.json', { with: { type: 'json' } }),
  'manila-night-ward': () => import('./validation/manila-night-ward.json', { with: { type: 'json' } }),
  'montevideo-housing-cooperative': () =>
    import('./validation/montevideo-housing-cooperative.json', { with: { type: 'json' } }),
  'museum-return-of-objects': () => import('./validation/museum-return-of-objects.json', { with: { type: 'json' } }),
  'orbital-debris-crew-2061': () => import('./validation/orbital-debris-crew-2061.json', { with: { type: 'json' } }),
  'river-guardians-2039': () => import('./validation/river-guardians-2039.json', { with: { type: 'json' } }),
  'wellington-suffrage-1893': () => import('./validation/wellington-suffrage-1893.json', { with: { type: 'json' } }),
};
