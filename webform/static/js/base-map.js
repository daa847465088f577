// The base map that every map here is drawn on: provinces and lakes, from a local file; or, where the operator has set that, tiles
// that come through our own server (data-tiles, see webform/public/tiles.py).
import * as L from '../vendor/leaflet/leaflet.js'

export const COUNTRY = L.latLngBounds([50.72, 3.3], [53.58, 7.25])
export const AROUND = L.latLngBounds([49, -2], [56, 13]) // as far as the base map is drawn
const CREDITS = 'Natural Earth · GeoNames (CC BY 4.0)'

export async function load (address) {
  const answer = await fetch(address, { headers: { Accept: 'application/geo+json, application/json' }, credentials: 'same-origin' })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.json()
}

// texts: the dataset of the element, with textZoomIn and textZoomOut.
export function makeMap (element, texts, { controls = true, ...options }) {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(element, {
    zoomControl: false,
    minZoom: 6,
    maxBounds: AROUND,
    zoomSnap: texts.tiles ? 1 : 0.25, // tiles are sharp at whole levels only
    zoomDelta: 1,
    scrollWheelZoom: false, // so that scrolling the page does not end in the map; see below
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    ...options
  })
  map.attributionControl.setPrefix(false).addAttribution(CREDITS)
  if (controls) L.control.zoom({ zoomInTitle: texts.textZoomIn, zoomOutTitle: texts.textZoomOut }).addTo(map)
  map.on('focus click', () => map.scrollWheelZoom.enable())
  map.on('blur', () => map.scrollWheelZoom.disable())
  element.addEventListener('mouseleave', () => map.scrollWheelZoom.disable())
  return map
}

const UNDER = 'base'

// The local map, in a pane of its own under everything: also under tiles.
function drawBase (map, base) {
  map.createPane(UNDER).style.zIndex = 150
  const drawn = { interactive: false, pane: UNDER }
  L.geoJSON(base.neighbours, { ...drawn, style: { className: 'map-abroad' } }).addTo(map)
  L.geoJSON(base.provinces, { ...drawn, style: { className: 'map-province' } }).addTo(map)
  L.geoJSON(base.lakes, { ...drawn, style: { className: 'map-lake' } }).addTo(map)
}

// The base map, with tiles over it where there are any: what they do not cover, or what does not come, is still a map.
export function addBase (map, base, { tiles, tilesCredits, tilesDeepest }) {
  drawBase(map, base)
  if (!tiles) return
  L.tileLayer(tiles, { minZoom: 6, maxNativeZoom: Number(tilesDeepest), maxZoom: Number(tilesDeepest), attribution: tilesCredits, bounds: COUNTRY }).addTo(map)
}
