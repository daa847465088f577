// The public map: provinces and neighbours drawn from a local file, and the collectives as buttons on it. The list beside it
// has the same entries and works without this script.
//
// The element  <div id="map" hidden data-entries="/kaart.json?sector=energie" data-base="..." data-names="..." data-text-...>  names what to load.
// data-entries answers a GeoJSON FeatureCollection of Points, [longitude, latitude], with the properties
//   name    of the collective          url    of its page
//   sector  label, may be empty        place  name of the place, may be empty
// Entries without a point (national ones) are simply not in it. Names are shown as text, never read as HTML.
import * as L from '../vendor/leaflet/leaflet.js'
import { Marks } from './marks.js'
import { drawNames } from './place-names.js'

const COUNTRY = L.latLngBounds([50.72, 3.3], [53.58, 7.25])
const AROUND = L.latLngBounds([49, -2], [56, 13]) // as far as the base map is drawn
const CREDITS = 'Natural Earth · GeoNames (CC BY 4.0)'

async function load (address) {
  const answer = await fetch(address, { headers: { Accept: 'application/geo+json, application/json' }, credentials: 'same-origin' })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.json()
}

function draw (element) {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(element, {
    zoomControl: false,
    minZoom: 6,
    maxZoom: 12, // the base map is not finer than this
    maxBounds: AROUND,
    zoomSnap: 0.25,
    zoomDelta: 1,
    scrollWheelZoom: false, // so that scrolling the page does not end in the map; see below
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still
  })
  map.attributionControl.setPrefix(false).addAttribution(CREDITS)
  L.control.zoom({ zoomInTitle: element.dataset.textZoomIn, zoomOutTitle: element.dataset.textZoomOut }).addTo(map)
  map.on('focus click', () => map.scrollWheelZoom.enable())
  map.on('blur', () => map.scrollWheelZoom.disable())
  element.addEventListener('mouseleave', () => map.scrollWheelZoom.disable())
  return map
}

function drawBase (map, base) {
  L.geoJSON(base.neighbours, { interactive: false, style: { className: 'map-abroad' } }).addTo(map)
  L.geoJSON(base.provinces, { interactive: false, style: { className: 'map-province' } }).addTo(map)
  L.geoJSON(base.lakes, { interactive: false, style: { className: 'map-lake' } }).addTo(map)
}

function boundsOf (features) {
  const bounds = L.latLngBounds([])
  for (const { geometry } of features) bounds.extend([geometry.coordinates[1], geometry.coordinates[0]])
  return bounds
}

async function start (element) {
  const status = document.getElementById('map-status')
  const say = (text) => { if (status) status.textContent = text }
  let base, entries, places
  try {
    [base, entries, places] = await Promise.all(['base', 'entries', 'names'].map(name => load(element.dataset[name])))
  } catch {
    say(element.dataset.textFailed)
    return
  }
  element.hidden = false
  const map = draw(element)
  const { features } = entries
  map.fitBounds(features.length ? boundsOf(features) : COUNTRY, { padding: [36, 36], maxZoom: 9, animate: false })
  drawBase(map, base)
  const marks = new Marks(map, features, element.dataset)
  marks.show()
  drawNames(map, places.names, () => marks.circles())
  say(features.length ? element.dataset.textShown.replace('{count}', features.length.toLocaleString(document.documentElement.lang)) : element.dataset.textNone)
}

const element = document.getElementById('map')
if (element) start(element)
