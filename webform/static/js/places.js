// Fields for places: their scripts are fetched only by a page that has such a field.
export function startPlaces (root) {
  const names = root.querySelectorAll('input[data-suggest]')
  const pins = root.querySelectorAll('[data-pin]')
  if (names.length) import('./place.js').then(({ startPlace }) => names.forEach(startPlace)).catch(() => {})
  if (pins.length) import('./pin.js').then(({ startPin }) => pins.forEach(startPin)).catch(() => {})
}
