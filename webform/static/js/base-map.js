// The base map that every map here is drawn on: provinces and lakes, from a local file; or, where the operator has set that, tiles
// that come through our own server (data-tiles, see webform/pdok).
import * as L from '../vendor/leaflet/leaflet.js'

export const COUNTRY = L.latLngBounds([50.72, 3.3], [53.58, 7.25])
export const AROUND = L.latLngBounds([49, -2], [56, 13]) // as far as the base map is drawn
const LEAST_ZOOM = 6
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
    minZoom: LEAST_ZOOM,
    maxBounds: AROUND,
    zoomSnap: texts.tiles ? 1 : 0.25, // tiles are sharp at whole levels only
    zoomDelta: 1,
    scrollWheelZoom: false, // so that scrolling the page does not end in the map; see below
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    ...options
  })
  const fill = () => map.setMinZoom(Math.max(LEAST_ZOOM, Math.min(map.getBoundsZoom(AROUND, true), map.getBoundsZoom(COUNTRY))))
  map.whenReady(fill).on('resize', fill) // in a wide frame what is drawn fills it, as far as the country still fits
  map.attributionControl.setPrefix(false).addAttribution(CREDITS)
  if (controls) L.control.zoom({ zoomInTitle: texts.textZoomIn, zoomOutTitle: texts.textZoomOut }).addTo(map)
  map.on('focus click', () => map.scrollWheelZoom.enable())
  map.on('blur', () => map.scrollWheelZoom.disable())
  element.addEventListener('mouseleave', () => map.scrollWheelZoom.disable())
  return map
}

const UNDER = 'base'

// Leaflet lets go of a tile by giving it an empty picture in its address (data:), which our content policy refuses.
const Tiles = L.TileLayer.extend({
  _removeTile (key) {
    this._tiles[key]?.el.removeAttribute('src')
    L.GridLayer.prototype._removeTile.call(this, key)
  },
  _abortLoading () {
    for (const [key, { el, coords }] of Object.entries(this._tiles)) {
      if (coords.z === this._tileZoom) continue
      el.onload = el.onerror = null
      if (el.complete) continue
      el.removeAttribute('src')
      el.remove()
      delete this._tiles[key]
      this.fire('tileabort', { tile: el, coords })
    }
  }
})

// The local map, in a pane of its own under everything: also under tiles.
function drawBase (map, base) {
  map.createPane(UNDER).style.zIndex = 150
  const drawn = { interactive: false, pane: UNDER }
  L.geoJSON(base.neighbours, { ...drawn, style: { className: 'map-abroad' } }).addTo(map)
  L.geoJSON(base.provinces, { ...drawn, style: { className: 'map-province' } }).addTo(map)
  L.geoJSON(base.lakes, { ...drawn, style: { className: 'map-lake' } }).addTo(map)
}

// The base map, with tiles over it where there are any: what they do not cover, or what does not come, is still a map. Gives the
// layer of tiles, if there is one.
export function addBase (map, base, { tiles, tilesCredits, tilesDeepest }) {
  drawBase(map, base)
  if (!tiles) return null
  return new Tiles(tiles, { minZoom: 6, maxZoom: Number(tilesDeepest), attribution: tilesCredits, bounds: COUNTRY }).addTo(map)
}
