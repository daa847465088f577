// The public map: provinces and neighbours drawn from a local file, and the collectives as buttons on it. The list beside it
// has the same entries and works without this script.
//
// The element  <div id="map" hidden data-entries="/kaart.json?sector=energie" data-base="..." data-names="..." data-text-...>  names what to load.
// data-entries answers a GeoJSON FeatureCollection of Points, [longitude, latitude], with the properties
//   name    of the collective          url    of its page
//   sector  label, may be empty        place  name of the place, may be empty
// Entries without a point (national ones) are simply not in it. Names are shown as text, never read as HTML.
import * as L from '../vendor/leaflet/leaflet.js'
import { COUNTRY, drawBase, load, makeMap } from './base-map.js'
import { Marks } from './marks.js'
import { drawNames } from './place-names.js'

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
  const map = makeMap(element, element.dataset, { maxZoom: 12 }) // the base map is not finer than this
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
